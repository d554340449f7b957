package io.wsk.bench.udp;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;

import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.api.WskDatagramIndication;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of datagrams on its way back; the IRP and the nodes are used again. Loop only. */
final class ListReply {
  private static final IoCompletionRoutine<ListReply> SENT = (irp, reply) -> reply.sent();

  private final ListEcho echo;
  private final Irp<Void> irp = Irp.allocate();
  private final List<WskBufList> nodes = new ArrayList<>();
  private @Nullable WskDatagramIndication datagrams;

  ListReply(ListEcho echo) {
    this.echo = echo;
  }

  /** Sends datagrams of one sender back, and releases them then. */
  void send(WskDatagramIndication received) {
    datagrams = received;
    link(received);
    irp.reuse();
    irp.setCompletionRoutine(SENT, this);
    // The status is not looked at: datagrams that are not sent are missed by the load.
    echo.socket().sendMessages(nodes.get(0), 0, received.remoteAddress(), List.of(), irp);
  }

  private void link(WskDatagramIndication received) {
    WskBufList last = null;
    int count = 0;
    for (WskDatagramIndication each = received; each != null; each = each.next()) {
      WskBufList node = node(count++);
      WskBuf datagram = each.buffer();
      node.buffer().reset(datagram.mdl(), datagram.offset(), datagram.length());
      node.setNext(null);
      if (last != null) {
        last.setNext(node);
      }
      last = node;
    }
  }

  private WskBufList node(int index) {
    if (index == nodes.size()) {
      nodes.add(new WskBufList(new WskBuf(null, 0, 0), null));
    }
    return nodes.get(index);
  }

  private NtStatus sent() {
    WskDatagramIndication done = datagrams;
    datagrams = null;
    if (done != null) {
      echo.socket().release(done);
    }
    echo.isIdle(this);
    return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
  }
}

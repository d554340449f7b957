package io.wsk.bench.udp;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends each datagram back by itself, in the memory that it came in. Loop only. */
final class DatagramEcho implements UdpEcho {
  private static final IoCompletionRoutine<Reply> SENT = (irp, reply) -> reply.sent();

  private final WskDatagramSocket socket;
  private final ArrayDeque<Reply> idle = new ArrayDeque<>();

  DatagramEcho(WskDatagramSocket socket) {
    this.socket = socket;
  }

  @Override
  public NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication datagrams) {
    if (datagrams == null) {
      return STATUS_SUCCESS; // The socket is lost.
    }
    WskDatagramIndication rest = datagrams;
    while (rest != null) {
      WskDatagramIndication first = rest;
      rest = first.next();
      first.setNext(null); // Each is given back by itself, once it has been sent.
      Reply free = idle.poll();
      (free == null ? new Reply(this) : free).send(first);
    }
    return STATUS_PENDING;
  }

  /** A datagram on its way back, with an IRP that is used again and again. */
  private static final class Reply {
    private final DatagramEcho echo;
    private final Irp<Void> irp = Irp.allocate();
    private @Nullable WskDatagramIndication datagram;

    Reply(DatagramEcho echo) {
      this.echo = echo;
    }

    void send(WskDatagramIndication received) {
      datagram = received;
      irp.reuse();
      irp.setCompletionRoutine(SENT, this);
      // The status is not looked at: a datagram that is not sent is missed by the load.
      echo.socket.sendTo(received.buffer(), 0, received.remoteAddress(), List.of(), irp);
    }

    NtStatus sent() {
      WskDatagramIndication done = datagram;
      datagram = null;
      if (done != null) {
        echo.socket.release(done);
      }
      echo.idle.push(this);
      return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
    }
  }
}

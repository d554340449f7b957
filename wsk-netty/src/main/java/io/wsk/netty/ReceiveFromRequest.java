package io.wsk.netty;

import static io.wsk.api.Ws2Def.MSG_TRUNC;

import io.netty.buffer.ByteBuf;
import io.wsk.api.ReceivedFrom;
import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * One call of the receive-from function. It travels with the IRP and is used again with it. Loop
 * only, but for the calling thread before it hands it over.
 */
final class ReceiveFromRequest extends Operation
    implements DataRequest, KeptRequest, RequestQueue.Linked<ReceiveFromRequest> {
  private final ReceiveFromPath path;
  private @Nullable Irp<?> irp;
  private @Nullable WskBuf buffer;
  private @Nullable ReceivedFrom received;
  private long stored;
  private @Nullable ReceiveFromRequest next;

  ReceiveFromRequest(ReceiveFromPath path) {
    super("WskReceiveFrom", path.socket(), path.socket().metrics());
    this.path = path;
  }

  @Override
  public boolean isFor(Object otherPath) {
    return path == otherPath;
  }

  /** Prepares the request; the IRP is ours. */
  void begin(Irp<?> newIrp, WskBuf newBuffer, @Nullable ReceivedFrom newReceived) {
    irp = newIrp;
    buffer = newBuffer;
    received = newReceived;
    stored = 0;
    next = null;
    givenAgain();
  }

  @Override
  public String function() {
    return name();
  }

  @Override
  public @Nullable NtStatus refusalOfPosted() {
    return path.socket().refusalOfPosted();
  }

  @Override
  public NtStatus enqueue() {
    return path.enqueue(this);
  }

  @Override
  public void beforePost() {
    path.announce();
  }

  @Override
  public void run() {
    path.arrived();
    DataRequest.super.run();
  }

  /** Stores as much of a datagram as fits, and says what became of the rest. */
  void fillFrom(DatagramIndication datagram) {
    ByteBuf source = datagram.memory();
    WskBuf target = buffer;
    stored = target == null ? 0 : store(source, target);
    ReceivedFrom out = received;
    if (out != null) {
      int cut = stored < source.readableBytes() ? MSG_TRUNC : 0;
      out.set(datagram.remoteAddress(), datagram.controlInfo(), datagram.messageFlags() | cut);
    }
  }

  private static int store(ByteBuf source, WskBuf target) {
    int start = source.readerIndex();
    int from = start;
    int left = (int) Math.min(target.length(), source.readableBytes());
    int offset = target.offset();
    for (Mdl mdl = target.mdl(); mdl != null && left > 0; mdl = mdl.next()) {
      int count = Math.min(left, mdl.byteCount() - offset);
      mdl.buffer().setBytes(mdl.startIndex() + offset, source, from, count);
      from += count;
      left -= count;
      offset = 0;
    }
    return from - start;
  }

  @Override
  public @Nullable ReceiveFromRequest next() {
    return next;
  }

  @Override
  public void setNext(@Nullable ReceiveFromRequest newNext) {
    next = newNext;
  }

  @Override
  public void complete(NtStatus status) {
    Irp<?> done = irp;
    irp = null;
    buffer = null;
    received = null;
    if (done != null) {
      IoManager.complete(done, status, status.isSuccess() ? stored : 0);
    }
  }

  @Override
  public void cancelRequested(Irp<?> cancelled, int ticket) {
    path.socket().calls().post(() -> path.cancel(this, cancelled, ticket));
  }
}

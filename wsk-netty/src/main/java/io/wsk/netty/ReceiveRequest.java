package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_FLAG_DRAIN;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * One call of the receive function: where its bytes go. It travels with the IRP and is used again
 * with it, so that receiving allocates nothing. Loop only, but for the calling thread before it
 * hands it over.
 */
final class ReceiveRequest extends Operation
    implements DataRequest, KeptRequest, RequestQueue.Linked<ReceiveRequest> {
  private final ReceivePath path;
  private @Nullable Irp<?> irp;
  private @Nullable Mdl mdl;
  private int mdlOffset;
  private long length;
  private long filled;
  private int flags;
  private @Nullable ReceiveRequest next;

  ReceiveRequest(ReceivePath path) {
    super("WskReceive", path.socket(), path.socket().metrics());
    this.path = path;
  }

  @Override
  public boolean isFor(Object otherPath) {
    return path == otherPath;
  }

  /** Prepares the request; the IRP is ours. */
  void begin(Irp<?> newIrp, WskBuf buffer, int newFlags) {
    irp = newIrp;
    mdl = buffer.mdl();
    mdlOffset = buffer.offset();
    length = buffer.length();
    flags = newFlags;
    filled = 0;
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

  boolean drains() {
    return (flags & WSK_FLAG_DRAIN) != 0;
  }

  /** Whether the request can be completed with success now. */
  boolean isSatisfied() {
    if (drains()) {
      return false;
    }
    return filled == length || (filled > 0 && (flags & WSK_FLAG_WAITALL) == 0);
  }

  long filled() {
    return filled;
  }

  /** Copies as much as fits and advances the source. */
  void fillFrom(ByteBuf source) {
    while (filled < length && source.isReadable()) {
      Mdl current = currentMdl();
      int room = (int) Math.min(current.byteCount() - mdlOffset, length - filled);
      int count = Math.min(room, source.readableBytes());
      current.buffer().setBytes(current.startIndex() + mdlOffset, source, count);
      advance(count);
    }
  }

  /**
   * The next stretch of the client's memory for the transport to read into, as a buffer of its own.
   *
   * @return an empty buffer with that capacity, to be released; null if the memory is not direct
   */
  @Nullable ByteBuf postable() {
    if (filled >= length || drains()) {
      return null;
    }
    Mdl current = currentMdl();
    ByteBuf memory = current.buffer();
    if (!memory.isDirect()) {
      return null;
    }
    int room = (int) Math.min(current.byteCount() - mdlOffset, length - filled);
    return memory.retainedSlice(current.startIndex() + mdlOffset, room).clear();
  }

  /** The transport has read into the client's memory. */
  void posted(int count) {
    advance(count);
  }

  private Mdl currentMdl() {
    Mdl current = mdl;
    while (current != null && mdlOffset >= current.byteCount()) {
      current = current.next();
      mdlOffset = 0;
    }
    mdl = current;
    if (current == null) {
      throw new IllegalStateException("MDL chain changed by its owner while a receive was pending");
    }
    return current;
  }

  private void advance(int count) {
    mdlOffset += count;
    filled += count;
  }

  @Override
  public @Nullable ReceiveRequest next() {
    return next;
  }

  @Override
  public void setNext(@Nullable ReceiveRequest newNext) {
    next = newNext;
  }

  @Override
  public void complete(NtStatus status) {
    Irp<?> done = irp;
    irp = null;
    mdl = null;
    if (done != null) {
      IoManager.complete(done, status, status.isSuccess() ? filled : 0);
    }
  }

  @Override
  public void cancelRequested(Irp<?> cancelled, int ticket) {
    path.socket().calls().post(() -> path.cancel(this, cancelled, ticket));
  }
}

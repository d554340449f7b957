package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * One call of the send function. It is also the promise that Netty completes when the transport has
 * taken the bytes, so that a send needs no further object; and it travels with the IRP and is used
 * again with it. Loop only, but for the calling thread before it hands it over.
 */
final class SendRequest extends WritePromise
    implements DataRequest, KeptRequest, RequestQueue.Linked<SendRequest> {
  private final SendPath path;
  private final Operation operation;
  private final SendWindow window = new SendWindow();

  /** Whether the verifier wants to know where the operation was given. */
  private final boolean isWatched;

  private @Nullable Irp<?> irp;
  private @Nullable WskBuf buffer;
  private long length;
  private boolean pushes;
  private @Nullable SendRequest next;

  SendRequest(SendPath path) {
    super(path.socket().channel());
    this.path = path;
    this.operation = new SendOperation(this);
    this.isWatched = path.socket().verifier().isOn();
  }

  @Override
  public boolean isFor(Object otherPath) {
    return path == otherPath;
  }

  Operation operation() {
    return operation;
  }

  /** Prepares the request; the IRP is ours. */
  void begin(Irp<?> newIrp, WskBuf newBuffer, boolean newPushes) {
    irp = newIrp;
    buffer = newBuffer;
    length = newBuffer.length();
    pushes = newPushes;
    if (isWatched) {
      operation.givenAgain();
    }
    reopen();
  }

  @Override
  public String function() {
    return operation.name();
  }

  @Override
  public @Nullable NtStatus refusalOfPosted() {
    return path.socket().refusalOfPosted();
  }

  @Override
  public NtStatus enqueue() {
    return path.enqueue(this);
  }

  boolean pushes() {
    return pushes;
  }

  long length() {
    return length;
  }

  /**
   * The bytes for the transport: a view on the client's memory, to be released by the transport.
   */
  ByteBuf content(ByteBufAllocator allocator) {
    WskBuf source = buffer;
    if (source == null) {
      throw new IllegalStateException("send without memory");
    }
    return SendBuffers.view(source, window, allocator);
  }

  @Override
  void written() {
    path.letGo(this, NtStatus.STATUS_SUCCESS);
  }

  @Override
  void notWritten(Throwable cause) {
    path.notWritten(this, cause);
  }

  @Override
  public @Nullable SendRequest next() {
    return next;
  }

  @Override
  public void setNext(@Nullable SendRequest newNext) {
    next = newNext;
  }

  @Override
  public void complete(NtStatus status) {
    Irp<?> done = irp;
    irp = null;
    buffer = null;
    if (done != null) {
      IoManager.complete(done, status, status.isSuccess() ? length : 0);
    }
  }

  /** What the IRP knows of the send. */
  private static final class SendOperation extends Operation {
    private final SendRequest request;

    SendOperation(SendRequest request) {
      super("WskSend", request.path.socket(), request.path.socket().metrics());
      this.request = request;
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      SendPath path = request.path;
      path.socket().calls().post(() -> path.cancel(request, irp, ticket));
    }
  }
}

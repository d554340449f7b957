package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One call of a send-to function, with one datagram or a list of them. It is also the promise of
 * each of its writes, which Netty completes in their order; and it travels with the IRP and is used
 * again with it. Loop only, but for the calling thread before it hands it over.
 */
final class SendToRequest extends WritePromise
    implements DataRequest, RequestQueue.Linked<SendToRequest> {
  private final SendToPath path;
  private final Operation operation;
  private @Nullable Irp<?> irp;
  private @Nullable InetSocketAddress remote;

  /** The datagram of a call that has one; with a list, the one whose write is completed next. */
  private @Nullable WskBuf buffer;

  /** What is behind {@link #buffer} in the list. */
  private @Nullable WskBufList rest;

  /** Where in {@link #rest} it ends, since from there on nothing is written; null if all is. */
  private @Nullable WskBufList end;

  private boolean writing;
  private boolean refused;
  private long sent;
  private NtStatus outcome = STATUS_SUCCESS;
  private @Nullable SendToRequest next;

  SendToRequest(SendToPath path) {
    super(path.socket().channel());
    this.path = path;
    this.operation = new SendToOperation(this);
  }

  boolean isFor(SendToPath otherPath) {
    return path == otherPath;
  }

  Operation operation() {
    return operation;
  }

  /** Prepares the request; the IRP is ours. */
  void begin(
      Irp<?> newIrp,
      WskBuf newBuffer,
      @Nullable WskBufList newRest,
      @Nullable InetSocketAddress newRemote) {
    irp = newIrp;
    buffer = newBuffer;
    rest = newRest;
    remote = newRemote;
    end = null;
    sent = 0;
    outcome = STATUS_SUCCESS;
    next = null;
    reopen();
    operation.givenAgain();
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

  /** Whom to, once that is known. */
  @Nullable InetSocketAddress remote() {
    return remote;
  }

  void sendTo(InetSocketAddress destination) {
    remote = destination;
  }

  /**
   * Writes all datagrams; none has been written before. One that is refused at once, for want of
   * memory, is the last: the others are told of in their order, and it is not its turn yet.
   */
  void write(ChannelHandlerContext context) {
    WskBuf datagram = buffer;
    WskBufList node = null;
    InetSocketAddress destination = remote;
    while (datagram != null && destination != null) {
      if (!isWritten(context, datagram, destination)) {
        endBefore(node);
        return;
      }
      node = node == null ? rest : node.next();
      datagram = node == null ? null : node.buffer();
    }
  }

  /** Nothing is told of what has been written before this one has returned. */
  private boolean isWritten(
      ChannelHandlerContext context, WskBuf datagram, InetSocketAddress destination) {
    writing = true;
    refused = false;
    write(context, datagram, destination);
    writing = false;
    return !refused;
  }

  private void endBefore(@Nullable WskBufList node) {
    if (node == null) {
      path.sent(this, outcome);
    } else {
      end = node;
      reopen();
    }
  }

  private void write(
      ChannelHandlerContext context, WskBuf datagram, InetSocketAddress destination) {
    DatagramPacket packet;
    try {
      packet = path.packet(datagram, destination, context.alloc());
    } catch (Throwable noMemory) {
      // As when Netty itself finds none: this datagram is not sent.
      tryFailure(noMemory);
      return;
    }
    context.write(packet, this);
  }

  @Override
  void written() {
    WskBuf datagram = buffer;
    sent += datagram == null ? 0 : datagram.length();
    writeEnded();
  }

  @Override
  void notWritten(Throwable cause) {
    if (outcome == STATUS_SUCCESS) {
      outcome = path.statusOf(cause);
    }
    if (writing) {
      refused = true;
    } else {
      writeEnded();
    }
  }

  private void writeEnded() {
    WskBufList following = rest;
    if (following == null || following == end) {
      path.sent(this, outcome);
    } else {
      buffer = following.buffer();
      rest = following.next();
      // Netty completes the same promise for the next datagram.
      reopen();
    }
  }

  @Override
  public @Nullable SendToRequest next() {
    return next;
  }

  @Override
  public void setNext(@Nullable SendToRequest newNext) {
    next = newNext;
  }

  @Override
  public void complete(NtStatus status) {
    Irp<?> done = irp;
    irp = null;
    buffer = null;
    rest = null;
    end = null;
    remote = null;
    if (done != null) {
      IoManager.complete(done, status, sent);
    }
  }

  /** What the IRP knows of the send. */
  private static final class SendToOperation extends Operation {
    private final SendToRequest request;

    SendToOperation(SendToRequest request) {
      super("WskSendTo", request.path.socket(), request.path.socket().metrics());
      this.request = request;
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      SendToPath path = request.path;
      path.socket().calls().post(() -> path.cancel(request, irp, ticket));
    }
  }
}

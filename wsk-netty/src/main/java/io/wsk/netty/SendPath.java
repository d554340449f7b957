package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_FLAG_NODELAY;
import static io.wsk.api.Wsk.WSK_FLAG_OOB;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is sent on a connection. Sends go to Netty in the order of calls, as long as Netty says that
 * it has room; the rest wait in a queue here, where they can still be withdrawn. What one turn of
 * the loop has written leaves in one flush at its end, or when the transport has told all it has
 * read: a flush for each message would cost a factor of ten.
 *
 * <p>It is a part of the channel's handler, which flushes: an object less that is not in the caches
 * when one of many connections has its turn again.
 */
abstract class SendPath extends TurnFlusher {
  private static final int KNOWN_FLAGS = WSK_FLAG_OOB | WSK_FLAG_NODELAY;

  private final ConnectionSocket socket;

  /** What waits for room in the transport: mostly nothing. */
  private RequestQueue<SendRequest> queue = RequestQueue.none();

  private int inTransport;
  private boolean writing;
  private boolean finished;
  private boolean reset;

  SendPath(ConnectionSocket socket) {
    this.socket = socket;
  }

  final ConnectionSocket socket() {
    return socket;
  }

  // ---- the send function ------------------------------------------------------------------------

  final NtStatus send(WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    if (irp == null) {
      return STATUS_INVALID_PARAMETER;
    }
    SendRequest known = IrpSlots.find(irp, SendRequest.class, this);
    SendRequest request = known == null ? new SendRequest(this) : known;
    if (!IoManager.begin(irp, request.operation())) {
      return STATUS_INVALID_PARAMETER;
    }
    IrpSlots.keep(irp, request);
    request.begin(irp, buffer, (flags & WSK_FLAG_NODELAY) != 0);
    return socket.submit(request, check(buffer, flags));
  }

  private @Nullable NtStatus check(WskBuf buffer, int flags) {
    if ((flags & ~KNOWN_FLAGS) != 0 || !buffer.isValid()) {
      return STATUS_INVALID_PARAMETER;
    }
    return (flags & WSK_FLAG_OOB) != 0 ? STATUS_NOT_SUPPORTED : socket.wrongStateUnlessConnected();
  }

  /** Takes a send whose turn it is. Loop only. */
  final NtStatus enqueue(SendRequest request) {
    NtStatus refused = refusal();
    if (refused != null || request.length() == 0) {
      NtStatus status = refused == null ? STATUS_SUCCESS : refused;
      request.complete(status);
      return status;
    }
    ChannelHandlerContext room = queue.isEmpty() ? room() : null;
    if (room != null) {
      write(room, request);
    } else {
      queue = queue.orNew();
      queue.addLast(request);
    }
    refill();
    if (request.pushes()) {
      push();
    }
    return STATUS_PENDING;
  }

  /** Whether the socket is open has just been looked at, by whoever has brought the send here. */
  private @Nullable NtStatus refusal() {
    if (!socket.isConnected() || finished) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    return reset ? STATUS_CONNECTION_RESET : null;
  }

  /** The peer has reset the connection: nothing can be sent any more. */
  final void peerReset() {
    reset = true;
    cancelQueued(STATUS_CONNECTION_RESET);
  }

  /** Nothing may be sent any more: a disconnect of ours has begun. */
  final void finish() {
    finished = true;
  }

  final boolean isFinished() {
    return finished;
  }

  /** Whether all sends have been completed. */
  final boolean isDrained() {
    return queue.isEmpty() && inTransport == 0;
  }

  /**
   * Sends bytes that another function brings along: the first of a connection, ahead of what other
   * threads have called meanwhile, or the last. Loop only.
   *
   * @param irp idle; completed when the transport has let go of the memory
   */
  final void sendAlong(WskBuf buffer, Irp<?> irp) {
    SendRequest request = new SendRequest(this);
    if (IoManager.begin(irp, request.operation())) {
      request.begin(irp, buffer, false);
      request.run();
    }
  }

  final int queuedRequests() {
    return queue.size() + inTransport;
  }

  // ---- to the transport -------------------------------------------------------------------------

  /** Gives sends that wait to the transport while it has room. */
  @Override
  final void refill() {
    SendRequest request;
    ChannelHandlerContext room;
    while ((request = queue.first()) != null && (room = room()) != null) {
      queue.remove(request);
      write(room, request);
    }
  }

  /**
   * Where to write a send now, or null. Not within a write: that may be answered at once, and its
   * completion routine may send. Such a send waits in the queue until the write has returned.
   */
  private @Nullable ChannelHandlerContext room() {
    ChannelHandlerContext context = transport();
    return context != null && !writing && context.channel().isWritable() ? context : null;
  }

  private void write(ChannelHandlerContext context, SendRequest request) {
    inTransport++;
    writing = true;
    try {
      ByteBuf content = content(context, request);
      if (content != null) {
        int bytes = content.readableBytes();
        context.write(content, request);
        written(context, bytes);
      }
    } finally {
      writing = false;
    }
  }

  /** The bytes for the transport; null if the send has failed for want of memory. */
  private static @Nullable ByteBuf content(ChannelHandlerContext context, SendRequest request) {
    try {
      return request.content(context.alloc());
    } catch (Throwable noMemory) {
      // On the loop: as when Netty itself finds none for a write.
      request.tryFailure(noMemory);
      return null;
    }
  }

  // What is from here to the client's routine is short on purpose: Netty calls the promise from the
  // depth of a flush, and the compiler goes fifteen calls deep.

  /** The transport has let go of a send: it has taken all of it, or has failed it. */
  final void letGo(SendRequest request, NtStatus status) {
    if (socket.isDelivering()) {
      completeSoon(request, status);
    } else {
      complete(request, status);
    }
  }

  /** The transport has failed a send. */
  final void notWritten(SendRequest request, Throwable cause) {
    // First the state, which the completion routine may look at.
    socket.writeFailed(cause);
    letGo(request, failureStatus());
  }

  /** A push inside a callback: completions have their turn when it has returned, one at a time. */
  private void completeSoon(SendRequest request, NtStatus status) {
    socket.loop().execute(() -> complete(request, status));
  }

  private void complete(SendRequest request, NtStatus status) {
    inTransport--;
    // The request is the client's again once it is completed.
    long length = request.length();
    request.complete(status);
    if (isDrained()) {
      socket.sendsDrained();
    }
    if (status == STATUS_SUCCESS) {
      socket.sent(length);
    }
  }

  private NtStatus failureStatus() {
    NtStatus refused = socket.refusalOfPosted();
    if (refused != null) {
      return refused;
    }
    return socket.isAborted() ? STATUS_CANCELLED : STATUS_CONNECTION_RESET;
  }

  // ---- withdrawal -------------------------------------------------------------------------------

  /** Withdraws a send that has not been given to the transport. */
  final void cancel(SendRequest request, Irp<?> irp, int ticket) {
    if (IoManager.isPending(irp, ticket) && queue.remove(request)) {
      request.complete(STATUS_CANCELLED);
      if (isDrained()) {
        socket.sendsDrained();
      }
    }
  }

  /** Completes all sends that have not been given to the transport. */
  final void cancelQueued(NtStatus status) {
    SendRequest request;
    while ((request = queue.first()) != null) {
      queue.remove(request);
      request.complete(status);
    }
  }
}

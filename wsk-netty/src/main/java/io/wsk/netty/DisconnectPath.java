package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * How our side of a connection ends. A graceful disconnect waits for the sends before it, since
 * closing or half-closing a channel throws queued writes away; an abortive one throws them away on
 * purpose.
 */
final class DisconnectPath {
  private final ConnectionSocket socket;
  private final SendPath sends;
  private final ReceivePath receives;

  private @Nullable Irp<?> graceful;
  private long lastBytes;

  /** The last buffer is in the transport's hands, or waits for it. */
  private boolean lastUnderWay;

  /** What a disconnect that was overtaken ends with, once its buffer is the client's again. */
  private @Nullable NtStatus overtakenBy;

  private boolean endSent;
  private boolean aborted;

  DisconnectPath(ConnectionSocket socket, SendPath sends, ReceivePath receives) {
    this.socket = socket;
    this.sends = sends;
    this.receives = receives;
  }

  /** Serves WskDisconnect. The path is made by the step on the loop, when there is none yet. */
  static NtStatus disconnect(
      ConnectionSocket socket, @Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    boolean abortive = (flags & WSK_FLAG_ABORTIVE) != 0;
    boolean fits = buffer == null || (buffer.isValid() && !abortive);
    NtStatus wrong =
        (flags & ~WSK_FLAG_ABORTIVE) == 0 && fits
            ? socket.wrongStateUnlessConnected()
            : STATUS_INVALID_PARAMETER;
    return socket.call(
        irp,
        socket.operation("WskDisconnect"),
        wrong,
        () ->
            abortive ? socket.disconnects().abort(irp) : socket.disconnects().finish(buffer, irp));
  }

  private NtStatus finish(@Nullable WskBuf buffer, @Nullable Irp<?> irp) {
    if (!socket.isConnected() || sends.isFinished()) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    if (receives.wasReset()) {
      return Requests.finish(irp, STATUS_CONNECTION_RESET);
    }
    graceful = irp;
    lastBytes = 0;
    if (buffer != null && buffer.length() > 0) {
      lastBytes = buffer.length();
      lastUnderWay = true;
      sends.sendAlong(buffer, Irp.onCompletion(this::lastEnded));
    }
    sends.finish();
    if (sends.isDrained()) {
      // A step of its own: the end of the stream must not overtake the caller's stack.
      socket.loop().execute(this::sendsDrained);
    }
    return STATUS_PENDING;
  }

  /** The last buffer has been sent, or never will be: in both cases nobody refers to it. */
  private void lastEnded() {
    lastUnderWay = false;
    NtStatus status = overtakenBy;
    if (status != null) {
      completeGraceful(status);
    }
  }

  /** All sends are completed; if we are to end the stream, now is the time. */
  void sendsDrained() {
    if (graceful == null || endSent || aborted || !sends.isDrained()) {
      return;
    }
    NtStatus refused = socket.refusalOfPosted();
    if (refused != null || receives.wasReset()) {
      completeGraceful(refused != null ? refused : STATUS_CONNECTION_RESET);
      return;
    }
    endSent = true;
    socket
        .channel()
        .shutdownOutput()
        .addListener(future -> completeGraceful(future.isSuccess() ? STATUS_SUCCESS : failure()));
  }

  private NtStatus failure() {
    return aborted || !socket.isOpen() ? STATUS_CANCELLED : STATUS_CONNECTION_RESET;
  }

  private void completeGraceful(NtStatus status) {
    Irp<?> done = graceful;
    graceful = null;
    if (status == STATUS_SUCCESS) {
      closeIfBothEnded();
    }
    if (done != null) {
      IoManager.complete(done, status, status.isSuccess() ? lastBytes : 0);
    }
  }

  /**
   * Both sides have ended the stream: nothing more can happen, the host gets its descriptor back.
   */
  void closeIfBothEnded() {
    if (isComplete() && !aborted) {
      socket.closeChannel();
    }
  }

  /** Whether the connection has been disconnected gracefully in both directions. */
  boolean isComplete() {
    return endSent && graceful == null && receives.hasEnded() && !receives.wasReset();
  }

  private NtStatus abort(@Nullable Irp<?> irp) {
    if (!socket.isConnected() || aborted || socket.isSilent()) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    aborted = true;
    sends.finish();
    sends.cancelQueued(STATUS_CANCELLED);
    cancel(STATUS_CANCELLED);
    socket.resetChannel(() -> Requests.finish(irp, STATUS_SUCCESS));
    receives.abort();
    return STATUS_PENDING;
  }

  boolean isAborted() {
    return aborted;
  }

  boolean hasSentEnd() {
    return endSent;
  }

  int pendingRequests() {
    return graceful == null ? 0 : 1;
  }

  /**
   * Ends a disconnect that is under way. Whoever cancels closes the channel next, which has the
   * transport let go of the last buffer: only then is the request completed and its memory the
   * client's.
   */
  void cancel(NtStatus status) {
    if (!lastUnderWay) {
      completeGraceful(status);
    } else if (overtakenBy == null) {
      overtakenBy = status;
    }
  }
}

package io.wsk.netty;

import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * One call of a data function: an object that is its own step, so that calling allocates nothing.
 */
interface DataRequest extends Runnable {
  /** The function and the socket that it was called on, for reports. */
  String function();

  /**
   * Takes its place among the requests of its path. Loop only.
   *
   * @return PENDING, or the status that it has been completed with
   */
  NtStatus enqueue();

  /** Completes the IRP. */
  void complete(NtStatus status);

  /** The request is about to be handed to the loop by another thread. */
  default void beforePost() {}

  /** Why it can no longer be served, see {@link SocketBase#refusalOfPosted()}. */
  @Nullable NtStatus refusalOfPosted();

  /** The step that a call from another thread posts. */
  @Override
  default void run() {
    NtStatus refused = refusalOfPosted();
    if (refused != null) {
      complete(refused);
    } else {
      // What it returns was said to the IRP as well; the caller has gone with PENDING.
      NtStatus unused = enqueue();
    }
  }
}

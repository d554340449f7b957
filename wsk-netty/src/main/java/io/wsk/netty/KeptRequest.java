package io.wsk.netty;

/** A request object that stays with its IRP when it has been completed, and is used again. */
interface KeptRequest {
  /**
   * Whether it can be used again for a call.
   *
   * @param path what serves the call: requests belong to one socket
   */
  boolean isFor(Object path);
}

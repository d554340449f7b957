package io.wsk.api;

import io.wsk.nt.NtStatus;

/**
 * The number of bytes that a client should keep outstanding in sends has changed.
 *
 * <p>Runs on the connection's event loop. It must not block or wait for other requests.
 *
 * <p>C: {@code PFN_WSK_SEND_BACKLOG_EVENT}.
 *
 * @param <C> the type of the connection's context
 */
@FunctionalInterface
public interface WskSendBacklogEvent<C> {
  /**
   * Tells the new number.
   *
   * @param socketContext of the connection
   * @param idealBacklogSize bytes
   * @return {@link NtStatus#STATUS_SUCCESS}; anything else is logged and ignored
   */
  NtStatus sendBacklog(C socketContext, long idealBacklogSize);
}

package io.wsk.api;

import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose inspection returned pend or accept was dropped before it was handed over.
 * Called once for it: the peer has reset it, a limit has ended its inspection, or the listener is
 * closing or lost. Its inspection cannot be completed any more. Cannot be disabled.
 *
 * <p>Runs on the listener's event loop. It must not block or wait for other requests.
 *
 * <p>C: {@code PFN_WSK_ABORT_EVENT}.
 *
 * @param <C> the type of the listening socket's context
 */
@FunctionalInterface
public interface WskAbortEvent<C> {
  /**
   * Tells that a connection is gone.
   *
   * @param socketContext of the listening socket
   * @param inspectId which connection. C also has null, for a listener that is lost: that is told
   *     by the accept or the inspect callback here, and by nobody else
   * @return {@link NtStatus#STATUS_SUCCESS}; anything else is logged and ignored
   */
  NtStatus abort(C socketContext, @Nullable WskInspectId inspectId);
}

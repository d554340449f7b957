package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * The out parameters of the accept callback: context and dispatch of the accepted socket, of
 * matching types. Lent for the call.
 *
 * <p>C: {@code AcceptSocketContext} and {@code AcceptSocketDispatch} of {@code WskAcceptEvent}.
 */
public interface AcceptedSocket {
  /**
   * Gives the accepted socket its context and dispatch. From here on its events may be enabled. A
   * socket that is accepted without this has no callbacks.
   *
   * @param context given to the socket's callbacks unchanged
   * @param dispatch the callbacks
   * @param <C> the type of the context
   * @throws IllegalStateException if it has been called before in this callback, or the callback
   *     has returned
   */
  <C> void set(@Nullable C context, WskClientConnectionDispatch<C> dispatch);
}

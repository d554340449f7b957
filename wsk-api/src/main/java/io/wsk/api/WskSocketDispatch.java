package io.wsk.api;

/**
 * A client's table of callbacks for a socket, of the kind that fits the socket's category. It is
 * optional, and so is each of its members: null stands for an event that is never enabled.
 *
 * <p>C: the {@code CONST VOID *Dispatch} parameter of {@code WskSocket}.
 *
 * @param <C> the type of the socket's context, which is given to each callback
 */
public sealed interface WskSocketDispatch<C>
    permits WskClientListenDispatch,
        WskClientConnectionDispatch,
        WskClientDatagramDispatch,
        WskClientStreamDispatch {}

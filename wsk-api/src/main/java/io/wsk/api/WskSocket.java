package io.wsk.api;

/**
 * A socket of any category. What can be done with it is said by its category's provider dispatch,
 * which it implements: a call on the socket is a call through the table. The client owns it and
 * must close it.
 *
 * <p>C: {@code WSK_SOCKET}; its {@code Dispatch} member is the socket itself.
 */
public sealed interface WskSocket extends WskProviderBasicDispatch
    permits WskBasicSocket,
        WskListenSocket,
        WskConnectionSocket,
        WskDatagramSocket,
        WskStreamSocket {}

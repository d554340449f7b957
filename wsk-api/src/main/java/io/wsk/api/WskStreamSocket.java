package io.wsk.api;

/**
 * A socket that becomes a listener or a connection later, once. The functions of the role that it
 * did not take give {@code STATUS_INVALID_DEVICE_REQUEST}.
 */
public non-sealed interface WskStreamSocket extends WskSocket, WskProviderStreamDispatch {}

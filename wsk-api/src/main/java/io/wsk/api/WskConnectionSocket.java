package io.wsk.api;

/** One end of a connection, made by connecting or accepted from a listening socket. */
public non-sealed interface WskConnectionSocket extends WskSocket, WskProviderConnectionDispatch {}

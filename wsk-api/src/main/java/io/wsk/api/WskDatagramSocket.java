package io.wsk.api;

/** A socket that sends and receives datagrams. */
public non-sealed interface WskDatagramSocket extends WskSocket, WskProviderDatagramDispatch {}

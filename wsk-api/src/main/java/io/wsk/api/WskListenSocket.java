package io.wsk.api;

/** A socket that accepts connections, by callback or by request. */
public non-sealed interface WskListenSocket extends WskSocket, WskProviderListenDispatch {}

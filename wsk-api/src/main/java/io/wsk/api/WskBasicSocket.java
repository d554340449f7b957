package io.wsk.api;

/** A socket that has only controls and close: no context, no callbacks, no address, no data. */
public non-sealed interface WskBasicSocket extends WskSocket {}

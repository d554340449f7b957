package io.wsk.bench.wsk;

/** How a client enables its callbacks. */
public enum Callbacks {
  /** Once for all sockets, for good: by client control. */
  STATIC,
  /** Socket by socket, and they may be disabled again: by socket option. */
  DYNAMIC
}

package io.wsk.examples;

import java.util.Locale;

/** What a server serves by: how its figures are worded. */
public enum Served {
  /** It accepts connections. */
  CONNECTIONS,

  /** It has datagram sockets, which know no connections. */
  SOCKETS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

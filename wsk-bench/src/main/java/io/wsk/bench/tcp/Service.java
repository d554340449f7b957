package io.wsk.bench.tcp;

import java.util.Locale;

/** What a server does with what it receives. */
public enum Service {
  /** Sends it back. */
  ECHO,
  /** Counts it, and acknowledges the count as {@link Tally} says. */
  FLOOD;

  /**
   * Its name on a command line.
   *
   * @return a word in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

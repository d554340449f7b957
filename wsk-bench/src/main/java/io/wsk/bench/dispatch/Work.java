package io.wsk.bench.dispatch;

import io.wsk.api.WskConnectionSocket;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a receiver does with what it gets. */
@SuppressWarnings("ImmutableEnumChecker") // constructors
public enum Work {
  /** Counts it and has done with it. */
  ACCEPT_ALL("accept all", RawHandler.Taking::new, WskHandler.Taking::new),
  /** Takes one half at once, and the rest by a receive into memory of its own. */
  ACCEPT_PART(
      "accept part, receive the rest", RawHandler.TakingParts::new, WskHandler.TakingParts::new),
  /** Keeps each buffer until the next has come. */
  RETAIN("retain and release", RawHandler.Keeping::new, WskHandler.Keeping::new),
  /** Sends it back, and keeps it until it has been sent. */
  SEND_BACK("send back", RawHandler.Echoing::new, WskHandler.Echoing::new);

  private final String label;
  private final Supplier<RawHandler> raw;
  private final Function<WskConnectionSocket, WskHandler> wsk;

  Work(String label, Supplier<RawHandler> raw, Function<WskConnectionSocket, WskHandler> wsk) {
    this.label = label;
    this.raw = raw;
    this.wsk = wsk;
  }

  /**
   * The work, for people.
   *
   * @return a few words
   */
  public String label() {
    return label;
  }

  RawHandler raw() {
    return raw.get();
  }

  Function<WskConnectionSocket, WskHandler> wsk() {
    return wsk;
  }

  boolean sends() {
    return this == SEND_BACK;
  }
}

package io.wsk.bench.echo;

import io.wsk.bench.wsk.Callbacks;
import java.util.Arrays;

/** A server to compare. To compare another, add a constant. */
@SuppressWarnings("ImmutableEnumChecker") // the starters keep nothing
enum Contender {
  /** Idiomatic Netty: what all others are held against. */
  RAW("raw", RawEchoServer::start),
  /** WSK with static callbacks. */
  WSK_STATIC("wsk-static", transport -> WskEchoServer.start(transport, Callbacks.STATIC)),
  /** WSK with dynamic callbacks. */
  WSK_DYNAMIC("wsk-dynamic", transport -> WskEchoServer.start(transport, Callbacks.DYNAMIC));

  /** Starts a server. */
  @FunctionalInterface
  private interface Starter {
    EchoServer start(EchoTransport transport) throws InterruptedException;
  }

  private final String label;
  private final Starter starter;

  Contender(String label, Starter starter) {
    this.label = label;
    this.starter = starter;
  }

  static Contender of(String label) {
    return Arrays.stream(values())
        .filter(contender -> contender.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contender '" + label + "'"));
  }

  String label() {
    return label;
  }

  EchoServer start(EchoTransport transport) throws InterruptedException {
    return starter.start(transport);
  }
}

package io.wsk.bench.echo;

import io.wsk.bench.server.ServerFactory;
import io.wsk.bench.wsk.Callbacks;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A server to compare. To compare another, add a constant. */
@SuppressWarnings("ImmutableEnumChecker") // the starters keep nothing
public enum Contender {
  /** Idiomatic Netty: what all others are held against. */
  RAW("raw", RawEchoServer::start),
  /** WSK with static callbacks. */
  WSK_STATIC("wsk-static", transport -> WskEchoServer.start(transport, Callbacks.STATIC)),
  /** WSK with dynamic callbacks. */
  WSK_DYNAMIC("wsk-dynamic", transport -> WskEchoServer.start(transport, Callbacks.DYNAMIC));

  private final String label;
  private final ServerFactory factory;

  Contender(String label, ServerFactory factory) {
    this.label = label;
    this.factory = factory;
  }

  /**
   * All servers.
   *
   * @return how each is started, by the name that a server process starts it by
   */
  public static Map<String, ServerFactory> servers() {
    return Arrays.stream(values()).collect(Collectors.toMap(Contender::server, c -> c.factory));
  }

  String label() {
    return label;
  }

  String server() {
    return "echo-" + label;
  }
}

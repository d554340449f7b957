package io.wsk.bench.tcp;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerCommand;
import io.wsk.bench.server.ServerFactory;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.wsk.Callbacks;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server to compare. To compare another, add a constant. */
@SuppressWarnings("ImmutableEnumChecker") // the starters keep nothing
public enum Contender {
  /** Idiomatic Netty: what all others are held against. */
  RAW(Sample.RAW, RawServer::start),
  /** WSK with static callbacks. */
  WSK_STATIC("wsk-static", (t, service) -> WskServer.start(t, Callbacks.STATIC, service)),
  /** WSK with dynamic callbacks. */
  WSK_DYNAMIC("wsk-dynamic", (t, service) -> WskServer.start(t, Callbacks.DYNAMIC, service)),
  /** Vert.x. */
  VERTX("vertx", VertxServer::start),
  /** Reactor Netty. */
  REACTOR_NETTY("reactor-netty", (t, service) -> ReactorServer.start(t, service)),
  /** Apache MINA; it has selectors only. */
  MINA("mina", (t, service) -> MinaServer.start(service)),
  /** A selector loop of the JDK. */
  JAVA_NIO("java-nio", (t, service) -> NioServer.start(service)),
  /** An epoll loop in C, as the physical limit. It is built on the host: {@link CServer}. */
  C_EPOLL("c-epoll", (t, service) -> notJava());

  /** What a service in Java would be built on otherwise. */
  public static final List<Contender> FRAMEWORKS = List.of(VERTX, REACTOR_NETTY, MINA);

  /** What others have made. */
  public static final List<Contender> PEERS =
      List.of(VERTX, REACTOR_NETTY, MINA, JAVA_NIO, C_EPOLL);

  /** Starts one. */
  @FunctionalInterface
  private interface Starter {
    Server start(ServerTransport transport, Service service)
        throws IOException, InterruptedException;
  }

  private final String label;
  private final Starter starter;

  Contender(String label, Starter starter) {
    this.label = label;
    this.starter = starter;
  }

  private static Server notJava() {
    throw new UnsupportedOperationException("the server in C does not run in a virtual machine");
  }

  /**
   * All servers in Java.
   *
   * @return how each is started, by the name that a server process starts it by
   */
  public static Map<String, ServerFactory> servers() {
    Map<String, ServerFactory> servers = new HashMap<>();
    for (Service service : Service.values()) {
      for (Contender contender : values()) {
        if (contender.isJava()) {
          servers.put(contender.server(service), t -> contender.starter.start(t, service));
        }
      }
    }
    return servers;
  }

  /**
   * The contender of a name.
   *
   * @param label the name
   * @return the contender
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Contender of(String label) {
    return Arrays.stream(values())
        .filter(contender -> contender.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no contender '" + label + "', only " + Arrays.toString(values())));
  }

  /**
   * Its name in figures.
   *
   * @return a word in lower case
   */
  public String label() {
    return label;
  }

  /**
   * Whether it runs in a virtual machine.
   *
   * @return false for C
   */
  public boolean isJava() {
    return this != C_EPOLL;
  }

  private String server(Service service) {
    return service.label() + "-" + label;
  }

  /**
   * The command line of a process that is a Java contender.
   *
   * @param service what it does
   * @param transport what its sockets live on, if it has the choice
   * @param jvmArgs more options for its virtual machine
   * @return the words
   */
  public List<String> command(Service service, ServerTransport transport, List<String> jvmArgs) {
    return ServerCommand.of(server(service), transport, jvmArgs);
  }

  /**
   * What it is made of, with the version.
   *
   * @return such as {@code Netty 4.2}
   * @throws IOException if this host does not have it; the message says why
   * @throws InterruptedException if the thread is interrupted
   */
  public String version() throws IOException, InterruptedException {
    return switch (this) {
      case RAW -> Versions.of("netty");
      case WSK_STATIC, WSK_DYNAMIC -> Versions.of("wsk");
      case VERTX, REACTOR_NETTY, MINA -> Versions.of(label);
      case JAVA_NIO -> "JDK " + Runtime.version();
      case C_EPOLL -> CServer.version(CServer.COMPILER);
    };
  }

  @Override
  public String toString() {
    return label;
  }
}

/** Benchmarks and load tools. */
module io.wsk.bench {
  requires io.wsk.api;
  requires io.wsk.netty;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires info.picocli;
  requires HdrHistogram;
  requires java.management;
  requires jdk.management;
  requires jmh.core;
  requires static org.jspecify;

  // Picocli finds commands and options by reflection.
  opens io.wsk.bench to
      info.picocli;
  opens io.wsk.bench.dispatch to
      info.picocli;
  opens io.wsk.bench.echo to
      info.picocli;
}

/** Benchmarks and load tools. */
module io.wsk.bench {
  requires io.wsk.api;
  requires io.wsk.netty;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires freemarker;
  requires info.picocli;
  requires io.vertx.core;
  requires org.apache.mina.core;
  requires org.reactivestreams;
  requires reactor.core;
  requires reactor.netty.core;
  requires HdrHistogram;
  requires java.desktop;
  requires java.management;
  requires jdk.management;
  requires jmh.core;
  requires micrometer.core;
  requires me.tongfei.progressbar;
  requires xchart;
  requires static org.jspecify;

  // Picocli finds commands and options by reflection.
  opens io.wsk.bench to
      info.picocli;
  opens io.wsk.bench.dispatch to
      info.picocli;
  opens io.wsk.bench.echo to
      info.picocli;
  opens io.wsk.bench.server to
      info.picocli;
  opens io.wsk.bench.accept to
      info.picocli;
  opens io.wsk.bench.load to
      info.picocli;
  opens io.wsk.bench.memory to
      info.picocli;
  opens io.wsk.bench.udp to
      info.picocli;
  opens io.wsk.bench.jmh to
      info.picocli;
  opens io.wsk.bench.report to
      info.picocli,
      com.fasterxml.jackson.databind;

  // Records go to files and pages.
  exports io.wsk.bench.figures to
      com.fasterxml.jackson.databind,
      freemarker;
  exports io.wsk.bench.budget to
      com.fasterxml.jackson.databind,
      freemarker;
  exports io.wsk.bench.report to
      com.fasterxml.jackson.databind,
      freemarker;
  exports io.wsk.bench.suite to
      com.fasterxml.jackson.databind,
      freemarker;
}

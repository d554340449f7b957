/**
 * The provider of {@link io.wsk.api} on Netty. Clients find it through {@link
 * java.util.ServiceLoader}; only who wants options of its own needs a type of this module.
 */
module io.wsk.netty {
  requires transitive io.wsk.api;
  requires transitive io.netty.buffer;
  requires transitive micrometer.core;
  requires io.netty.common;
  requires io.netty.transport;
  requires static io.netty.transport.classes.epoll;
  requires static io.netty.transport.classes.kqueue;
  requires static io.netty.transport.classes.io_uring;
  requires static io.netty.transport.unix.common;
  requires jdk.net;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.wsk.netty;

  provides io.wsk.spi.WskProvider with
      io.wsk.netty.NettyWskProvider;
}

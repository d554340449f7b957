package io.wsk.bench.echo;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.wsk.netty.Transport;
import java.util.Locale;

/** The transports that servers can be compared on, for WSK and for raw Netty. */
enum EchoTransport {
  NIO(Transport.NIO),
  EPOLL(Transport.EPOLL);

  private final Transport wsk;

  EchoTransport(Transport wsk) {
    this.wsk = wsk;
  }

  static EchoTransport best() {
    return EPOLL.isAvailable() ? EPOLL : NIO;
  }

  boolean isAvailable() {
    return wsk.isAvailable();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Transport wsk() {
    return wsk;
  }

  IoHandlerFactory ioHandlers() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  Class<? extends ServerChannel> serverChannel() {
    return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }
}

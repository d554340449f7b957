package io.wsk.bench.server;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.wsk.netty.Transport;
import java.util.Locale;

/** The transports that servers can be compared on. */
public enum ServerTransport {
  /** The selectors of the JDK. */
  NIO(Transport.NIO),
  /** The native transport of Netty on Linux. */
  EPOLL(Transport.EPOLL);

  private final Transport wsk;

  ServerTransport(Transport wsk) {
    this.wsk = wsk;
  }

  /**
   * The one to compare on if nothing was said.
   *
   * @return epoll where there is one, else NIO
   */
  public static ServerTransport best() {
    return EPOLL.isAvailable() ? EPOLL : NIO;
  }

  /**
   * Whether this host has it.
   *
   * @return true if so
   */
  public boolean isAvailable() {
    return wsk.isAvailable();
  }

  /**
   * Its name on a command line.
   *
   * @return a word in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The same for WSK.
   *
   * @return the provider's transport
   */
  public Transport wsk() {
    return wsk;
  }

  /**
   * The same for Netty's event loops.
   *
   * @return makes their I/O handlers
   */
  public IoHandlerFactory ioHandlers() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /**
   * The same for Netty's listening channels.
   *
   * @return their class
   */
  public Class<? extends ServerChannel> serverChannel() {
    return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }
}

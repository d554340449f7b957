package io.wsk.bench.dispatch;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.wsk.bench.jmh.Driver;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.Transport;

/**
 * Opens listeners, and what drives them: on epoll where there is one. On NIO a closed socket goes
 * with the next select only, and the provider waits for that, which would be most of the time.
 */
final class Acceptors {
  private static final boolean EPOLL = Epoll.isAvailable();

  private Acceptors() {}

  static NettyOptions.Builder options() {
    return Receivers.options().transport(EPOLL ? Transport.EPOLL : Transport.NIO);
  }

  static IoHandlerFactory loops() {
    return EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  static Class<? extends ServerChannel> listeners() {
    return EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  static Driver open(AcceptSubject subject) throws InterruptedException {
    return new AcceptDriver(
        subject == AcceptSubject.RAW
            ? RawAcceptor.open()
            : WskAcceptor.open(options().build(), subject.callbacks(), subject.inspection()));
  }
}

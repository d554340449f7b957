package io.wsk.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.StandardSocketOptions;
import java.nio.channels.spi.SelectorProvider;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes loops and channels of one transport: the only class that knows which there are, but for
 * {@link HostOptions} and {@link HostTcp}.
 */
final class TransportFactory {
  private static final ChannelOption<Boolean> NIO_SHARE_PORT =
      NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);

  // SOL_SOCKET and SO_REUSEPORT of Linux: asm-generic/socket.h.
  private static final ChannelOption<Integer> LINUX_SHARE_PORT =
      new IntegerUnixChannelOption("SO_REUSEPORT", 1, 15);

  private final Transport transport;
  private final HostOptions options;

  private TransportFactory(Transport transport) {
    this.transport = transport;
    this.options = HostOptions.of(transport);
  }

  /**
   * The factory for a wish.
   *
   * @throws IllegalStateException if the host cannot do it; the message says why, and what it can
   *     do
   */
  static TransportFactory of(Transport wanted) {
    Transport chosen = wanted == Transport.AUTO ? best() : wanted;
    Throwable reason = unavailability(chosen);
    if (reason != null) {
      throw new IllegalStateException(
          "transport "
              + chosen.label()
              + " is not available here ("
              + wordsOf(reason)
              + "); available: "
              + available(),
          reason);
    }
    return new TransportFactory(chosen);
  }

  /** The innermost cause speaks: errors of class initialization have no words of their own. */
  private static String wordsOf(Throwable reason) {
    Throwable innermost = reason;
    for (Throwable t = reason; t != null; t = t.getCause()) {
      innermost = t;
    }
    String words = innermost.getMessage();
    return words == null ? innermost.toString() : words;
  }

  static @Nullable Throwable unavailability(Transport transport) {
    return switch (transport) {
      case AUTO, NIO -> null;
      case EPOLL -> probe(Epoll::unavailabilityCause);
      case KQUEUE -> probe(KQueue::unavailabilityCause);
      case IO_URING -> probe(IoUringSettings::unavailability);
    };
  }

  /** The classes of a transport may be missing altogether. */
  private static @Nullable Throwable probe(Supplier<@Nullable Throwable> cause) {
    try {
      return cause.get();
    } catch (LinkageError e) {
      return e;
    }
  }

  private static Transport best() {
    if (unavailability(Transport.EPOLL) == null) {
      return Transport.EPOLL;
    }
    return unavailability(Transport.KQUEUE) == null ? Transport.KQUEUE : Transport.NIO;
  }

  private static String available() {
    return Arrays.stream(Transport.values())
        .filter(Transport::isAvailable)
        .map(Transport::label)
        .collect(Collectors.joining(", "));
  }

  Transport transport() {
    return transport;
  }

  /** The options that sockets have. */
  HostOptions options() {
    return options;
  }

  /** What the host tells of a connection. */
  HostTcp tcp(Channel channel) {
    return HostTcp.of(channel, transport);
  }

  /**
   * Whether a read is begun and ended within one step of the loop. On io_uring it is not: memory
   * that a read was begun with belongs to the kernel until the read has ended.
   */
  boolean readsSynchronously() {
    return transport != Transport.IO_URING;
  }

  /**
   * Whether a closed channel keeps the host's socket, and with it the address, until the loop
   * selects again, which it does before it runs tasks. The JDK's selectors do.
   */
  boolean closesWithTheNextSelect() {
    return transport == Transport.NIO;
  }

  /**
   * Lets a socket share its port with others of which the same is said, or not any more. Where the
   * host does not have that, nothing happens.
   */
  void sharePort(Channel channel, boolean value) {
    ChannelConfig config = channel.config();
    switch (transport) {
      case AUTO, NIO -> config.setOption(NIO_SHARE_PORT, value);
      // By its number: Netty has a name for it on servers only.
      case EPOLL, IO_URING -> config.setOption(LINUX_SHARE_PORT, value ? 1 : 0);
      case KQUEUE -> config.setOption(UnixChannelOption.SO_REUSEPORT, value);
    }
  }

  IoHandlerFactory ioHandlers() {
    return switch (transport) {
      case AUTO, NIO -> NioIoHandler.newFactory();
      case EPOLL -> EpollRegistrations.newFactory();
      case KQUEUE -> KQueueIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
    };
  }

  ServerChannel listening(SocketProtocolFamily family) {
    return switch (transport) {
      case AUTO, NIO -> new NioServerSocketChannel(SelectorProvider.provider(), family);
      case EPOLL -> new EpollServerSocketChannel(family);
      case KQUEUE -> new KQueueServerSocketChannel();
      case IO_URING -> new IoUringServerSocketChannel();
    };
  }

  DuplexChannel connecting(SocketProtocolFamily family) {
    return switch (transport) {
      case AUTO, NIO -> new NioSocketChannel(SelectorProvider.provider(), family);
      case EPOLL -> new EpollSocketChannel(family);
      case KQUEUE -> new KQueueSocketChannel(family);
      case IO_URING -> new IoUringSocketChannel();
    };
  }

  DatagramChannel datagram(SocketProtocolFamily family) {
    return switch (transport) {
      case AUTO, NIO -> new NioDatagramChannel(SelectorProvider.provider(), family);
      case EPOLL -> new EpollDatagramChannel(family);
      case KQUEUE -> new KQueueDatagramChannel(family);
      case IO_URING -> new IoUringDatagramChannel(family);
    };
  }
}

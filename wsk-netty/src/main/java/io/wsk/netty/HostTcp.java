package io.wsk.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.channel.uring.IoUringTcpInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host tells of one connection beyond its options, and how it is reset. The base knows the
 * size of the send buffer, as every host does. Loop only, and only while the channel is open.
 */
class HostTcp {
  private static final Logger LOG = LoggerFactory.getLogger(HostTcp.class);

  private final Channel channel;

  private HostTcp(Channel channel) {
    this.channel = channel;
  }

  /** The teller for a channel. */
  static HostTcp of(Channel channel, Transport transport) {
    if (transport == Transport.EPOLL && channel instanceof EpollSocketChannel epoll) {
      return new Linux(epoll);
    }
    if (transport == Transport.IO_URING && channel instanceof IoUringSocketChannel ring) {
      return new Ring(ring);
    }
    return new HostTcp(channel);
  }

  /** How many bytes the send buffer has room for, by the host's own way of counting. */
  final long sendBufferSize() {
    return channel instanceof SocketChannel socket ? socket.config().getSendBufferSize() : 0;
  }

  /** How many bytes may be on their way to the peer and keep the connection busy. */
  long idealSendBacklog() {
    return sendBufferSize();
  }

  /**
   * How many bytes the host has received and not yet handed over.
   *
   * @param readSoFar how many it has handed over
   * @return 0 if the host does not tell
   */
  long unread(long readSoFar) {
    return 0;
  }

  /**
   * Whether a stream that ends without an error was torn down all the same. Asked before we have
   * ended ours.
   *
   * @return false if reads tell of resets themselves
   */
  boolean isTornDown() {
    return false;
  }

  /** Has the peer reset by the close of the channel, which must follow. */
  void prepareReset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
  }

  /**
   * io_uring: a write may be waiting in the kernel when a reset comes, and the kernel tells the
   * error once. If the write gets it, the read that is begun next sees a plain end, and may be
   * heard of first. The state of the connection tells the two apart.
   *
   * <p>The kernel may also have given such a write to a worker of its own, which Netty's cancel
   * does not end: the close would wait for it as long as the peer reads nothing. A connection that
   * is reset first has no room to wait for.
   */
  private static final class Ring extends HostTcp {
    // From net/tcp_states.h. After a FIN of the peer alone it is another one.
    private static final int CLOSE = 7;

    private final IoUringSocketChannel channel;

    Ring(IoUringSocketChannel channel) {
      super(channel);
      this.channel = channel;
    }

    @Override
    boolean isTornDown() {
      return channel.tcpInfo(new IoUringTcpInfo()).state() == CLOSE;
    }

    @Override
    void prepareReset() {
      super.prepareReset();
      try {
        ((Socket) channel.fd()).disconnect();
      } catch (IOException e) {
        // It is closed next in any case; the linger of zero resets the peer then.
        LOG.debug("{} could not be reset before its close", channel, e);
      }
    }
  }

  /** Epoll: TCP_INFO tells all. */
  private static final class Linux extends HostTcp {
    // From linux/tcp.h: tcpi_bytes_received is the first field behind what EpollTcpInfo has.
    private static final int BYTES_RECEIVED_AT = 128;
    private static final RawUnixChannelOption TCP_INFO =
        new RawUnixChannelOption("TCP_INFO", 6, 11, BYTES_RECEIVED_AT + Long.BYTES);

    // From net/tcp_states.h: in these the peer's FIN has been received.
    private static final int CLOSE_WAIT = 8;
    private static final int LAST_ACK = 9;
    private static final int CLOSING = 11;

    private final EpollSocketChannel channel;

    /** Made by the first sample and used again: most tellers are asked for none. */
    private @Nullable EpollTcpInfo info;

    Linux(EpollSocketChannel channel) {
      super(channel);
      this.channel = channel;
    }

    /** What the network takes at a time, as far as the send buffer can hold it. */
    @Override
    long idealSendBacklog() {
      EpollTcpInfo known = info == null ? new EpollTcpInfo() : info;
      info = known;
      channel.tcpInfo(known);
      return Math.min(known.sndCwnd() * known.sndMss(), sendBufferSize());
    }

    @Override
    long unread(long readSoFar) {
      ByteBuffer raw = channel.config().getOption(TCP_INFO);
      if (raw == null) {
        return 0;
      }
      int state = raw.get(raw.position());
      // The kernel counts sequence numbers, of which the FIN has one.
      int fin = state == CLOSE_WAIT || state == LAST_ACK || state == CLOSING ? 1 : 0;
      long received =
          raw.order(ByteOrder.nativeOrder()).getLong(raw.position() + BYTES_RECEIVED_AT);
      return Math.max(0, received - fin - readSoFar);
    }
  }
}

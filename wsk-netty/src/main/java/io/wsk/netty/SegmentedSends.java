package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;

/**
 * Sends that the host cuts into datagrams. A class of its own, since Netty's class for them is part
 * of the native transports, which may be missing.
 */
final class SegmentedSends {
  private SegmentedSends() {}

  static DatagramPacket packet(ByteBuf content, int segmentBytes, InetSocketAddress remote) {
    return new SegmentedDatagramPacket(content, segmentBytes, remote);
  }
}

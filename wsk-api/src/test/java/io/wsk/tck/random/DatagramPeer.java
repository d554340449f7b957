package io.wsk.tck.random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;

/** A plain socket that sends to all datagram sockets under test, and checks what they send. */
final class DatagramPeer {
  private static final int LONGEST = 65_507;

  private final World world;
  private final SplittableRandom random;
  private final int source;
  private final DatagramChannel channel = DatagramChannel.open();
  private final InetSocketAddress address;
  private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST);
  private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
  private final DatagramOrder order = new DatagramOrder();
  private int sent;

  DatagramPeer(World world, SplittableRandom random, int source) throws IOException {
    this.world = world;
    this.random = random;
    this.source = source;
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    this.address = (InetSocketAddress) channel.getLocalAddress();
  }

  InetSocketAddress address() {
    return address;
  }

  /** Does a little. Returns whether anything was done. */
  boolean act() throws IOException {
    boolean worked = receive();
    Datagrams target = World.any(world.datagrams(), random);
    InetSocketAddress there = target == null ? null : target.address();
    if (there != null && random.nextInt(4) == 0) {
      for (int burst = 1 + random.nextInt(6); burst > 0; burst--) {
        send(there);
      }
      return true;
    }
    return worked;
  }

  private void send(InetSocketAddress target) throws IOException {
    int longest = random.nextInt(20) == 0 ? LONGEST : 1500;
    int length = DatagramRecord.HEADER + random.nextInt(1 + longest - DatagramRecord.HEADER);
    out.clear().limit(length);
    DatagramRecord.write(Unpooled.wrappedBuffer(out), 0, length, source, sent++);
    channel.send(out, target);
    world.statistics().count("datagrams peers sent");
  }

  private boolean receive() throws IOException {
    in.clear();
    if (channel.receive(in) == null) {
      return false;
    }
    in.flip();
    world.statistics().count("datagrams peers received");
    ByteBuf datagram = Unpooled.wrappedBuffer(in);
    String wrong =
        in.remaining() < DatagramRecord.HEADER
            ? "a stump of " + in.remaining() + " bytes"
            : DatagramRecord.wrong(datagram, 0, in.remaining());
    if (wrong != null || DatagramRecord.length(datagram, 0) != in.remaining()) {
      world.findings().add("a peer received " + wrong + ", " + in.remaining() + " bytes");
      return true;
    }
    int from = DatagramRecord.source(datagram, 0);
    int number = DatagramRecord.number(datagram, 0);
    if (!order.allows(from, number)) {
      world.findings().add("a peer received datagram " + number + " of " + from + " again or late");
    }
    order.take(from, number);
    return true;
  }

  void close() throws IOException {
    channel.close();
  }
}

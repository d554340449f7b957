package io.wsk.bench.udp;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/**
 * The load on one server: plain NIO on the calling thread, nothing of what is measured. Closed
 * loop: a datagram leaves when an earlier one has come back, or has been given up. A lost one costs
 * time and is counted; a load whose datagrams get lost by more than the odd one fails.
 */
final class UdpLoad implements AutoCloseable {
  /** After this time a datagram is lost: far more than a busy machine holds one up. */
  private static final Duration LOSS = Duration.ofSeconds(3);

  /** One of so many datagrams may get lost; one, however few there are. */
  private static final int LOST_OF = 100;

  private static final int TURN_MILLIS = 20;

  /** Room for more than was sent, so that one that came back longer is noticed. */
  private static final int ROOM_BEYOND = 64;

  private final DatagramChannel channel;
  private final Selector selector;
  private final Datagrams datagrams;
  private final Window window;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private long end;
  private long lastReturn;

  private UdpLoad(DatagramChannel channel, Selector selector, UdpCell cell, Duration loss) {
    this.channel = channel;
    this.selector = selector;
    this.datagrams = new Datagrams(cell.bytes());
    this.window = new Window(cell.inFlight(), loss.toNanos());
    this.out = ByteBuffer.allocateDirect(cell.bytes());
    this.in = ByteBuffer.allocateDirect(cell.bytes() + ROOM_BEYOND);
  }

  /**
   * What came of a load.
   *
   * @param messages how many came back
   * @param lost how many did not
   * @param nanos how long it took until the last one was back, so that waiting for one that is lost
   *     does not count
   */
  record Result(long messages, long lost, long nanos) {}

  static UdpLoad open(int port, UdpCell cell) throws IOException {
    return open(port, cell, LOSS);
  }

  static UdpLoad open(int port, UdpCell cell, Duration loss) throws IOException {
    Selector selector = Selector.open();
    DatagramChannel channel = DatagramChannel.open();
    UdpLoad load = new UdpLoad(channel, selector, cell, loss);
    try {
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      return load;
    } catch (IOException e) {
      load.close();
      throw e;
    }
  }

  /**
   * Sends for a while, then waits for what is still on its way.
   *
   * @throws WrongAnswerException if something does not come back as it was sent, or too much does
   *     not come back at all
   */
  Result run(Duration duration) throws WrongAnswerException {
    long returned = window.returned();
    long lost = window.lost();
    long start = System.nanoTime();
    end = start + duration.toNanos();
    lastReturn = start;
    try {
      exchange(start);
    } catch (IOException e) {
      throw new WrongAnswerException("a socket failed: " + e.getMessage());
    }
    long nanos = lastReturn - start;
    Result result = new Result(window.returned() - returned, window.lost() - lost, nanos);
    if (result.messages() == 0 || result.lost() > Math.max(1, result.messages() / LOST_OF)) {
      throw new WrongAnswerException(
          result.lost() + " datagrams were lost, " + result.messages() + " came back");
    }
    return result;
  }

  private void exchange(long start) throws IOException, WrongAnswerException {
    for (int place = 0; place < window.places(); place++) {
      send(place, start);
    }
    while (window.onTheirWay() > 0) {
      if (!receiveAll()) {
        selector.select(key -> {}, TURN_MILLIS);
        giveUpOverdue();
      }
    }
  }

  /** Whether there was anything. */
  private boolean receiveAll() throws IOException, WrongAnswerException {
    boolean any = false;
    while (channel.read(in.clear()) > 0) {
      any = true;
      int place = window.receive(datagrams.check(in.flip()));
      if (place >= 0) {
        lastReturn = System.nanoTime();
        goOn(place, lastReturn);
      }
    }
    return any;
  }

  private void giveUpOverdue() throws IOException {
    long now = System.nanoTime();
    int place;
    while ((place = window.expire(now)) >= 0) {
      goOn(place, now);
    }
  }

  private void goOn(int place, long now) throws IOException {
    if (now < end) {
      send(place, now);
    }
  }

  /** One that the host has no room for is as good as lost on its way. */
  private void send(int place, long now) throws IOException {
    datagrams.write(window.send(place, now), out);
    channel.write(out);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }
}

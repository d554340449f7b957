package io.wsk.tck.random;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/**
 * The other end of a connection: a plain socket with a manner of its own. All of it happens on the
 * one thread of {@link Peers}; others read the volatile fields.
 */
final class RandomPeer {
  /** What it is like. */
  enum Manner {
    /** Writes, ends its stream, reads to the end. */
    ORDERLY,
    /** As orderly, but now and then, and a little at a time. */
    SLOW,
    /** Neither reads nor writes. */
    SILENT,
    /** Writes, and never reads. */
    DEAF,
    /** Ends its stream early and reads on. */
    HALF_CLOSING,
    /** Resets at some time. */
    RESETTING,
    /** Closes at some time, whatever has not been read. */
    LEAVING
  }

  private static final Manner[] MANNERS = {
    Manner.ORDERLY,
    Manner.ORDERLY,
    Manner.ORDERLY,
    Manner.SLOW,
    Manner.SILENT,
    Manner.DEAF,
    Manner.HALF_CLOSING,
    Manner.RESETTING,
    Manner.LEAVING
  };
  private static final int BURST = 32 * 1024;
  private static final int SMALL_WINDOW = 4096;

  /** How long the end of a connection may be on its way. */
  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final SocketChannel channel;
  private final Stream stream;
  private final SplittableRandom random;
  private final Manner manner;
  private final long budget;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BURST).limit(0);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BURST);
  private final RecordReader records;
  private long written;
  private boolean outputEnded;
  private boolean ended;
  private boolean connected;
  private boolean probing;
  private long windUpSince;

  /** How many bytes it has sent in all, once it has ended its stream; else -1. */
  private volatile long finalCount = -1;

  private volatile boolean mayReset;
  private volatile boolean endSeen;
  private volatile boolean done;
  private volatile boolean windUp;
  private volatile boolean givenUp;

  RandomPeer(SocketChannel channel, Stream stream, SplittableRandom random) {
    this.channel = channel;
    this.stream = stream;
    this.random = random;
    this.manner = MANNERS[random.nextInt(MANNERS.length)];
    this.budget =
        random.nextInt(8) == 0
            ? random.nextInt(4 << 20)
            : random.nextInt(1 + random.nextInt(65536));
    this.records = new RecordReader(stream);
  }

  /** Makes the channel that will connect to a listener; it is bound, so that it can be known. */
  static SocketChannel channel(SplittableRandom random, InetSocketAddress any) throws IOException {
    SocketChannel channel = SocketChannel.open();
    prepare(channel, random);
    channel.bind(any);
    return channel;
  }

  static void prepare(SocketChannel channel, SplittableRandom random) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, random.nextBoolean());
    if (random.nextInt(4) == 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
    }
  }

  Manner manner() {
    return manner;
  }

  long finalCount() {
    return finalCount;
  }

  /** Whether the connection may be reset from this end. */
  boolean mayReset() {
    return mayReset;
  }

  /** Whether it has seen a graceful end of the stream. */
  boolean hasSeenEnd() {
    return endSeen;
  }

  /** Whether it is over and its socket is closed. */
  boolean isDone() {
    return done;
  }

  /** The other end is closed: read to the end and go. */
  void windUp() {
    windUp = true;
  }

  /** Nobody waits any longer for it to see the end of its connection, which may have been lost. */
  void giveUp() {
    givenUp = true;
  }

  /** Does a little. Returns whether anything was done. */
  boolean act(Findings findings) {
    if (done) {
      return false;
    }
    if (givenUp) {
      stream.world().statistics().count("peers that were not waited for");
      over();
      return true;
    }
    try {
      if (!connected) {
        connected = channel.finishConnect();
        return connected;
      }
      return windUp ? readToEnd(findings) : behave();
    } catch (IOException e) {
      // Reset, or refused.
      over();
      return true;
    }
  }

  private boolean behave() throws IOException {
    if (manner == Manner.SILENT || (manner == Manner.SLOW && random.nextInt(16) != 0)) {
      return false;
    }
    boolean worked = false;
    if (!outputEnded) {
      worked = write();
    }
    if (manner != Manner.DEAF && !ended) {
      worked |= read();
    }
    leaveAtSomeTime();
    return worked;
  }

  private void leaveAtSomeTime() throws IOException {
    switch (manner) {
      case RESETTING -> {
        if (random.nextInt(300) == 0) {
          mayReset = true;
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
          over();
        }
      }
      case LEAVING -> {
        if (random.nextInt(300) == 0) {
          mayReset = true;
          over();
        }
      }
      case HALF_CLOSING -> {
        if (!outputEnded && random.nextInt(60) == 0) {
          endOutput();
        }
      }
      default -> {
        if (!outputEnded && (ended || (written >= budget && random.nextInt(20) == 0))) {
          endOutput();
        }
      }
    }
    if (!done && ended && outputEnded) {
      over();
    }
  }

  private void endOutput() throws IOException {
    outputEnded = true;
    finalCount = written;
    channel.shutdownOutput();
  }

  private boolean write() throws IOException {
    if (!out.hasRemaining()) {
      long left = budget - written;
      int most = manner == Manner.SLOW ? 200 : BURST;
      int count = (int) Math.min(left, 1 + random.nextInt(1 + random.nextInt(most)));
      if (count <= 0) {
        return false;
      }
      out.clear().limit(count);
      Pattern.fill(Unpooled.wrappedBuffer(out), 0, count, stream.inboundKey(), written);
    }
    int count = channel.write(out);
    written += count;
    stream.world().statistics().count("bytes peers sent", count);
    return count > 0;
  }

  private boolean read() throws IOException {
    in.clear();
    in.limit(manner == Manner.SLOW && !windUp ? 1 + random.nextInt(100) : BURST);
    int count = channel.read(in);
    if (count < 0) {
      ended = true;
      records.end();
      endSeen = true;
      return true;
    }
    in.flip();
    stream.world().statistics().count("bytes peers received", count);
    records.take(in);
    return count > 0;
  }

  private boolean readToEnd(Findings findings) throws IOException {
    if (!probing) {
      // A host does not repeat a reset that was lost, as one is behind data that found no room;
      // probes bring the answer that there is no such connection.
      probing = true;
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }
    if (!ended) {
      boolean worked = read();
      if (worked || windUpSince == 0) {
        windUpSince = System.nanoTime();
      } else if (System.nanoTime() - windUpSince > END_NANOS) {
        findings.add(
            stream.subject(),
            "its peer, " + manner + ", never saw the end of the connection: " + state());
        over();
      }
      return worked;
    }
    over();
    return true;
  }

  private String state() throws IOException {
    return channel.getLocalAddress()
        + " to "
        + channel.getRemoteAddress()
        + ", sent "
        + written
        + (outputEnded ? " and ended" : "");
  }

  /** The run is over, and the peer was not. */
  void abandon() {
    if (!done) {
      mayReset = true;
      over();
    }
  }

  private void over() {
    try {
      channel.close();
    } catch (IOException e) {
      stream.world().findings().add("a peer could not be closed", e);
    }
    done = true;
  }
}

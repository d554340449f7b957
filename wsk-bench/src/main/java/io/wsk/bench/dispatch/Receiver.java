package io.wsk.bench.dispatch;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The receiving end of a loopback connection on which nothing arrives by itself. */
abstract class Receiver implements AutoCloseable {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Socket peer;

  Receiver(Socket peer) {
    this.peer = peer;
  }

  static Socket connect(InetSocketAddress address) throws IOException {
    return new Socket(address.getAddress(), address.getPort());
  }

  /** Its channel, where reads may be fired. */
  abstract Channel channel();

  /** How many bytes it has been given. Exact on the loop, and for whoever the loop has told. */
  abstract long bytes();

  /** Returns when a first byte has come all the way: from then on the receiver is ready. */
  final void awaitReady() throws IOException, InterruptedException {
    peer.getOutputStream().write(0);
    long begin = System.nanoTime();
    while (bytesOnLoop() == 0) {
      if (System.nanoTime() - begin > LIMIT_NANOS) {
        throw new IOException("nothing arrives on " + channel());
      }
    }
  }

  /** All reads have been fired: gives back what has been kept. On the loop. */
  void finish() {}

  private long bytesOnLoop() throws IOException, InterruptedException {
    try {
      return channel().eventLoop().submit(this::bytes).get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}

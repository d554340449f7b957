package io.wsk.bench.dispatch;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Connections of this process with itself. */
final class Loopback {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Loopback() {}

  static Socket connect(InetSocketAddress address) throws IOException {
    return new Socket(address.getAddress(), address.getPort());
  }

  /** Returns when a first byte has come all the way: from then on a receiver is ready. */
  static void awaitReady(Receiver receiver, Socket peer) throws IOException {
    peer.getOutputStream().write(0);
    Channel channel = receiver.channel();
    long begin = System.nanoTime();
    while (onLoop(channel.eventLoop(), receiver::bytes) == 0) {
      if (System.nanoTime() - begin > LIMIT_NANOS) {
        throw new IOException("nothing arrives on " + channel);
      }
    }
  }

  /** Runs something on a loop and waits for what it gives. */
  static <T> T onLoop(EventLoop loop, Callable<T> call) throws IOException {
    try {
      return loop.submit(call).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an event loop was at work");
    }
  }

  /** Ends loops that a receiver has had for itself. */
  static void shutDown(EventLoopGroup loops) {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

package io.wsk.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a provider holds while somebody is registered: the event loops. They are started by the
 * first registration, on a thread of their own since that takes a while, and stopped by the last.
 * With them end the threads that look names up.
 */
final class ProviderRuntime {
  private final NettyOptions options;
  private final TransportFactory transport;
  private final ProviderMetrics metrics;
  private final Runnable beforeStart;
  private final NameService names;
  private final SecurityDescriptors securityDescriptors = new SecurityDescriptors();
  private final AddressTable addresses = new AddressTable();
  private final AddressWatch addressWatch = new AddressWatch();

  // Guarded by this; registrations come and go rarely.
  private int users;
  private CompletableFuture<EventLoopGroup> starting = new CompletableFuture<>();

  ProviderRuntime(
      NettyOptions options, TransportFactory transport, Runnable beforeStart, HostNames hostNames) {
    this.options = options;
    this.transport = transport;
    this.metrics = new ProviderMetrics(options);
    this.beforeStart = beforeStart;
    this.names = new NameService(this, hostNames);
  }

  NettyOptions options() {
    return options;
  }

  TransportFactory transport() {
    return transport;
  }

  ProviderMetrics metrics() {
    return metrics;
  }

  NameService names() {
    return names;
  }

  AddressTable addresses() {
    return addresses;
  }

  SecurityDescriptors securityDescriptors() {
    return securityDescriptors;
  }

  /** The host's addresses, for sockets that wait for them to change. */
  AddressWatch addressWatch() {
    return addressWatch;
  }

  /** Starts the loops if they are not running, without waiting for them. */
  synchronized void acquire() {
    if (users++ == 0) {
      metrics.verifier().start();
      CompletableFuture<EventLoopGroup> mine = new CompletableFuture<>();
      starting = mine;
      Thread starter = new Thread(() -> start(mine), "wsk-start");
      starter.setDaemon(true);
      starter.start();
    }
  }

  private void start(CompletableFuture<EventLoopGroup> result) {
    try {
      beforeStart.run();
      result.complete(
          new MultiThreadIoEventLoopGroup(
              options.threads(),
              LoopThread.factory(this, "wsk-" + transport.transport().label()),
              transport.ioHandlers()));
    } catch (Throwable cause) {
      result.completeExceptionally(cause);
    }
  }

  /** Completes when the loops run; exceptionally if they cannot. */
  synchronized CompletableFuture<EventLoopGroup> ready() {
    return starting;
  }

  /** The loop for the next socket. Only after capture, which waits for the loops. */
  EventLoop nextLoop() {
    return ready().join().next();
  }

  /**
   * Stops the loops if nobody is left, and waits until their threads have ended; if they are still
   * being started, whoever starts them stops them.
   */
  void release() {
    CompletableFuture<EventLoopGroup> stopping;
    synchronized (this) {
      if (--users > 0) {
        return;
      }
      stopping = starting;
      names.stop();
      metrics.verifier().stop();
    }
    if (stopping.isDone()) {
      if (!stopping.isCompletedExceptionally()) {
        shutdown(stopping.join()).awaitUninterruptibly();
      }
    } else {
      // Still starting: whoever starts them stops them; nobody has used them.
      stopping.thenAccept(group -> shutdown(group));
    }
  }

  private static io.netty.util.concurrent.Future<?> shutdown(EventLoopGroup group) {
    // No quiet period: every socket is closed by now, so nothing can be submitted any more.
    return group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
  }
}

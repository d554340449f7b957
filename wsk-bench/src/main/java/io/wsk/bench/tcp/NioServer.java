package io.wsk.bench.tcp;

import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** A selector loop with nothing around it: what the JDK can do. */
final class NioServer implements Server {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BACKLOG = 1024;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final FirstLoop loop = new FirstLoop();
  private final CountDownLatch running = new CountDownLatch(1);
  private final Service service;
  private final Thread thread = new Thread(this::run, "nio");

  private NioServer(Service service) throws IOException {
    this.service = service;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  static NioServer start(Service service) throws IOException, InterruptedException {
    NioServer server = new NioServer(service);
    server.thread.start();
    server.running.await();
    return server;
  }

  private void run() {
    loop.isHere();
    running.countDown();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        selector.select(this::ready);
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.attachment() instanceof NioConnection connection) {
        connection.ready(buffer);
      } else {
        accept();
      }
    } catch (IOException e) {
      key.cancel();
      closeQuietly(key);
    }
  }

  private void accept() throws IOException {
    SocketChannel accepted = listener.accept();
    if (accepted != null) {
      accepted.configureBlocking(false);
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      NioConnection.register(accepted, selector, service);
    }
  }

  private static void closeQuietly(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // The connection was lost before.
    }
  }

  @Override
  public int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public LoopThread loop() {
    return loop.get();
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.wsk.examples;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A plain blocking client that owes nothing to the code under test. */
final class Client implements Closeable {
  static final int LIMIT_MILLIS = 20_000;

  private final Socket socket = new Socket();

  Client(InetSocketAddress address) throws IOException {
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.connect(address, LIMIT_MILLIS);
  }

  /** Bytes that show any loss, doubling or reordering. */
  static byte[] pattern(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Writes on a thread of its own, then sends the end of the stream if asked to. */
  CompletableFuture<Void> writeInBackground(byte[] bytes, boolean thenShutdown) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                write(bytes);
                if (thenShutdown) {
                  shutdownOutput();
                }
                written.complete(null);
              } catch (IOException e) {
                written.completeExceptionally(e);
              }
            });
    writer.setDaemon(true);
    writer.start();
    return written;
  }

  byte[] read(int count) throws IOException {
    return socket.getInputStream().readNBytes(count);
  }

  byte[] readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toByteArray();
  }

  /** Sends the end of the stream and goes on receiving. */
  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

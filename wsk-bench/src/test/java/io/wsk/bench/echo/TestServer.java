package io.wsk.bench.echo;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Serves one connection, rightly or wrongly, until either end closes it. */
final class TestServer implements AutoCloseable {
  private static final int READ_BYTES = 1024;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  /** What a server does with a chunk of bytes. */
  interface Answer {
    void to(byte[] bytes, int count, DataOutputStream out) throws IOException;
  }

  TestServer(Answer answer) throws IOException {
    Thread thread = new Thread(() -> serve(answer), "test-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve(Answer answer) {
    try (Socket socket = listener.accept();
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[READ_BYTES];
      int count;
      while ((count = in.read(bytes)) >= 0) {
        answer.to(bytes, count, out);
      }
    } catch (IOException e) {
      // The client has seen enough.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

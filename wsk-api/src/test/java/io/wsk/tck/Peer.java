package io.wsk.tck;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The other end of a connection: a plain blocking socket that owes nothing to the provider. */
public final class Peer implements AutoCloseable {
  private final Socket socket;

  private final InetSocketAddress local;

  private Peer(Socket socket) {
    this.socket = socket;
    this.local = (InetSocketAddress) socket.getLocalSocketAddress();
  }

  // Before connecting, where there is a choice: on a connection that was reset at once it fails.
  private static Socket prepared(Socket socket) throws IOException {
    socket.setSoTimeout((int) Eventually.LIMIT.toMillis());
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Connects to a listener. */
  public static Peer connect(InetSocketAddress address) throws IOException {
    Socket socket = prepared(new Socket());
    // Without a limit, since with one the JDK also reports a reset that follows the connect at
    // once.
    socket.connect(address);
    return new Peer(socket);
  }

  /** Connects with a small receive buffer, so that it can be filled quickly. */
  public static Peer connectWithSmallBuffer(InetSocketAddress address) throws IOException {
    Socket socket = prepared(new Socket());
    socket.setReceiveBufferSize(4096);
    socket.connect(address, (int) Eventually.LIMIT.toMillis());
    return new Peer(socket);
  }

  /** The raw socket. */
  public Socket socket() {
    return socket;
  }

  /** This end's address; a socket that has been closed would say the wildcard. */
  public InetSocketAddress localAddress() {
    return local;
  }

  /** Sends bytes. */
  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends text, one byte a character. */
  public void write(String text) throws IOException {
    write(Bytes.of(text));
  }

  /** Receives exactly so many bytes. */
  public byte[] read(int count) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the stream ended after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  /** Receives exactly so much text. */
  public String readText(int count) throws IOException {
    return Bytes.text(read(count));
  }

  /** Receives everything up to the end of the stream. */
  public byte[] readToEnd() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toByteArray();
  }

  /** Whether the connection has been reset by the other side; waits for an end of either kind. */
  public boolean endsInReset() {
    try {
      readToEnd();
      return false;
    } catch (IOException e) {
      if (e instanceof java.net.SocketTimeoutException) {
        throw new AssertionError("the connection neither ended nor was reset", e);
      }
      return true;
    }
  }

  /** Sends the end of the stream and goes on receiving. */
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Resets the connection. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Something to connect to. */
  public static final class Server implements AutoCloseable {
    private final ServerSocket server;

    /** Listens on a port of the host's choice. */
    public Server() throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      server.setSoTimeout((int) Eventually.LIMIT.toMillis());
    }

    /** Where it listens. */
    public InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** Gives connections that come from now on little room for what is not read. */
    void receiveBufferSize(int bytes) throws IOException {
      server.setReceiveBufferSize(bytes);
    }

    /** Accepts the next connection. */
    public Peer accept() throws IOException {
      return new Peer(prepared(server.accept()));
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}

package io.wsk.tck;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Who datagrams are exchanged with: a plain socket that owes nothing to the provider. */
public final class DatagramPeer implements AutoCloseable {
  private final DatagramSocket socket;

  /** A peer on a loopback port of the host's choice. */
  public DatagramPeer() throws SocketException {
    this(InetAddress.getLoopbackAddress());
  }

  /** A peer on a port of the host's choice. */
  public DatagramPeer(InetAddress address) throws SocketException {
    socket = new DatagramSocket(new InetSocketAddress(address, 0));
    socket.setSoTimeout((int) Eventually.LIMIT.toMillis());
  }

  /** Where this peer is. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** The raw socket. */
  public DatagramSocket socket() {
    return socket;
  }

  /** Sends bytes as one datagram. */
  public void send(byte[] bytes, InetSocketAddress to) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  /** Sends text as one datagram, one byte a character. */
  public void send(String text, InetSocketAddress to) throws IOException {
    send(Bytes.of(text), to);
  }

  /** Receives one datagram. */
  public DatagramPacket receivePacket() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no datagram came", e);
    }
    return packet;
  }

  /** Receives the bytes of one datagram. */
  public byte[] receive() throws IOException {
    DatagramPacket packet = receivePacket();
    byte[] bytes = new byte[packet.getLength()];
    System.arraycopy(packet.getData(), packet.getOffset(), bytes, 0, bytes.length);
    return bytes;
  }

  /** Receives the text of one datagram. */
  public String receiveText() throws IOException {
    return Bytes.text(receive());
  }

  @Override
  public void close() {
    socket.close();
  }
}

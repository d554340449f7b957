package io.wsk.bench.dispatch;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.ConnectionChannel;
import io.wsk.bench.wsk.WskListener;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A WSK connection whose receive callback counts bytes and takes all. */
final class WskReceiver extends Receiver {
  private final WskListener listener;
  private final CountingConnection connection;
  private final Channel channel;

  private WskReceiver(WskListener listener, Socket peer, CountingConnection connection) {
    super(peer);
    this.listener = listener;
    this.connection = connection;
    this.channel = ConnectionChannel.of(connection.socket);
  }

  static WskReceiver open(Callbacks callbacks) throws IOException, InterruptedException {
    CompletableFuture<CountingConnection> accepted = new CompletableFuture<>();
    WskListener listener =
        WskListener.open(
            Transport.NIO,
            callbacks,
            socket -> CountingConnection.announced(socket, accepted),
            CountingConnection.DISPATCH);
    Socket peer = connect(listener.address());
    return new WskReceiver(listener, peer, accepted.join());
  }

  @Override
  Channel channel() {
    return channel;
  }

  @Override
  long bytes() {
    return connection.bytes;
  }

  @Override
  public void close() throws IOException {
    super.close();
    Closing.await(connection.socket.close());
    listener.close();
  }

  private static final class CountingConnection {
    static final WskClientConnectionDispatch<CountingConnection> DISPATCH =
        new WskClientConnectionDispatch<>(
            CountingConnection::receive, CountingConnection::disconnect, null);

    final WskConnectionSocket socket;
    long bytes;

    CountingConnection(WskConnectionSocket socket) {
      this.socket = socket;
    }

    static CountingConnection announced(
        WskConnectionSocket socket, CompletableFuture<CountingConnection> accepted) {
      CountingConnection connection = new CountingConnection(socket);
      accepted.complete(connection);
      return connection;
    }

    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      bytes += indicated;
      return STATUS_SUCCESS;
    }

    NtStatus disconnect(int flags) {
      return STATUS_SUCCESS; // close ends it
    }
  }
}

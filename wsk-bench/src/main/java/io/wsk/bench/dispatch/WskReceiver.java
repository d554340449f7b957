package io.wsk.bench.dispatch;

import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.ConnectionChannel;
import io.wsk.bench.wsk.WskListener;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A WSK connection whose receive callback counts bytes, and takes all or keeps it for a while. */
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

  /**
   * Opens a connection.
   *
   * @param callbacks how all events are enabled
   * @param keeps whether the callback keeps each indication until the next has come
   * @param verifier what the provider's verifier does
   */
  static WskReceiver open(Callbacks callbacks, boolean keeps, VerifierMode verifier)
      throws IOException, InterruptedException {
    CompletableFuture<CountingConnection> accepted = new CompletableFuture<>();
    WskListener listener =
        WskListener.open(
            Transport.NIO,
            callbacks,
            verifier,
            socket -> CountingConnection.announced(socket, accepted),
            keeps ? CountingConnection.KEEPING : CountingConnection.TAKING);
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
  void finish() {
    connection.releaseKept();
  }

  @Override
  public void close() throws IOException {
    super.close();
    // What came on the wire while the connection was made ready, if it keeps.
    finishOnLoop();
    Closing.await(connection.socket.close());
    listener.close();
  }

  private void finishOnLoop() throws IOException {
    try {
      channel.eventLoop().submit(this::finish).get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static final class CountingConnection {
    static final WskClientConnectionDispatch<CountingConnection> TAKING =
        new WskClientConnectionDispatch<>(
            CountingConnection::take, CountingConnection::disconnect, null);
    static final WskClientConnectionDispatch<CountingConnection> KEEPING =
        new WskClientConnectionDispatch<>(
            CountingConnection::keep, CountingConnection::disconnect, null);

    final WskConnectionSocket socket;
    long bytes;
    private @Nullable WskDataIndication kept;

    CountingConnection(WskConnectionSocket socket) {
      this.socket = socket;
    }

    static CountingConnection announced(
        WskConnectionSocket socket, CompletableFuture<CountingConnection> accepted) {
      CountingConnection connection = new CountingConnection(socket);
      accepted.complete(connection);
      return connection;
    }

    NtStatus take(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      bytes += indicated;
      return STATUS_SUCCESS;
    }

    NtStatus keep(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      bytes += indicated;
      releaseKept();
      kept = data;
      return STATUS_PENDING;
    }

    void releaseKept() {
      WskDataIndication last = kept;
      kept = null;
      if (last != null) {
        NtStatus released = socket.release(last);
        if (released != STATUS_SUCCESS) {
          throw new IllegalStateException("release gave " + released);
        }
      }
    }

    NtStatus disconnect(int flags) {
      return STATUS_SUCCESS; // close ends it
    }
  }
}

package io.wsk.bench.dispatch;

import io.netty.channel.Channel;
import io.wsk.api.WskConnectionSocket;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.SocketChannels;
import io.wsk.bench.wsk.WskListener;
import io.wsk.netty.NettyOptions;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A WSK connection. */
final class WskReceiver implements Receiver {
  private final WskListener listener;
  private final Socket peer;
  private final WskHandler handler;
  private final Channel channel;
  private final @Nullable Sink sink;

  private WskReceiver(WskListener listener, Socket peer, WskHandler handler, @Nullable Sink sink) {
    this.listener = listener;
    this.peer = peer;
    this.handler = handler;
    this.channel = SocketChannels.of(handler.socket);
    this.sink = sink;
  }

  /**
   * Opens a connection.
   *
   * @param options of its provider, with one event loop
   * @param callbacks how all events are enabled
   * @param handlers makes what deals with what arrives
   * @param sends whether what is sent ends in a {@link Sink}, whose bytes then count
   */
  static WskReceiver open(
      NettyOptions options,
      Callbacks callbacks,
      Function<WskConnectionSocket, WskHandler> handlers,
      boolean sends)
      throws IOException, InterruptedException {
    Sink sink = sends ? new Sink() : null;
    CompletableFuture<WskHandler> accepted = new CompletableFuture<>();
    WskListener listener =
        WskListener.open(
            options,
            callbacks,
            socket -> announced(handlers.apply(socket), sink, accepted),
            WskHandler.DISPATCH);
    Socket peer = Loopback.connect(listener.address());
    WskReceiver receiver = new WskReceiver(listener, peer, accepted.join(), sink);
    Loopback.awaitReady(receiver, peer);
    return receiver;
  }

  private static WskHandler announced(
      WskHandler handler, @Nullable Sink sink, CompletableFuture<WskHandler> accepted) {
    if (sink != null) {
      SocketChannels.of(handler.socket).pipeline().addFirst(sink);
    }
    accepted.complete(handler);
    return handler;
  }

  WskConnectionSocket socket() {
    return handler.socket;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public long bytes() {
    return sink == null ? handler.bytes : sink.bytes();
  }

  @Override
  public void readDone() {
    handler.readDone();
  }

  @Override
  public void finish() {
    handler.finish();
  }

  @Override
  public void close() throws IOException {
    peer.close();
    // What came on the wire while the connection was made ready, if it keeps.
    Loopback.onLoop(
        channel.eventLoop(),
        () -> {
          handler.finish();
          return true;
        });
    Closing.await(handler.socket.close());
    listener.close();
  }
}

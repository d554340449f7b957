package io.wsk.bench.udp;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.Closing;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.NettyWskProvider;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Echo written with WSK: the receive-from callback, no copying, IRPs used again. */
final class WskUdpServer implements Server {
  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final WskDatagramSocket socket;
  private final InetSocketAddress address;
  private final Context context = new Context();

  private WskUdpServer(WskRegistration registration, Callbacks callbacks, Kind kind)
      throws InterruptedException {
    this.registration = registration;
    this.npi = registration.capture(WSK_INFINITE_WAIT);
    if (callbacks == Callbacks.STATIC) {
      check(npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE_FROM));
    }
    WskClientDatagramDispatch<Context> dispatch =
        new WskClientDatagramDispatch<>(Context::receiveFrom);
    this.socket = npi.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, context, dispatch).await();
    context.echo = kind.echo().apply(socket);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await();
    this.address = socket.getLocalAddress().await();
    if (callbacks == Callbacks.DYNAMIC) {
      WskEventCallbackControl control = WskEventCallbackControl.of(WSK_EVENT_RECEIVE_FROM);
      check(socket.control(SO_WSK_EVENT_CALLBACK.set(control), null));
    }
  }

  /**
   * What a client does, and what it has told the provider.
   *
   * @param payloadBytes how long datagrams get; 0 for nothing said
   * @param echo makes what answers datagrams
   */
  private record Kind(int payloadBytes, Function<WskDatagramSocket, UdpEcho> echo) {}

  /** Each datagram is sent back by a call of its own; the provider is as it comes. */
  static WskUdpServer datagrams(ServerTransport transport, Callbacks callbacks)
      throws InterruptedException {
    return start(transport, callbacks, new Kind(0, DatagramEcho::new));
  }

  /** Lists are sent back; the provider knows how long datagrams get, so it can read many. */
  static WskUdpServer lists(ServerTransport transport, Callbacks callbacks)
      throws InterruptedException {
    return start(transport, callbacks, new Kind(UdpTransport.PAYLOAD_BYTES, ListEcho::new));
  }

  private static WskUdpServer start(ServerTransport transport, Callbacks callbacks, Kind kind)
      throws InterruptedException {
    NettyOptions.Builder options = NettyOptions.builder().transport(transport.wsk()).threads(1);
    if (kind.payloadBytes() > 0) {
      options.datagramPayloadBytes(kind.payloadBytes());
    }
    WskRegistration registration =
        Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), new NettyWskProvider(options.build()));
    return new WskUdpServer(registration, callbacks, kind);
  }

  private static void check(NtStatus status) {
    if (!status.isSuccess()) {
      throw new NtStatusException("enabling callbacks", status);
    }
  }

  @Override
  public int port() {
    return address.getPort();
  }

  @Override
  public LoopThread loop() {
    LoopThread known = context.loop;
    if (known == null) {
      throw new IllegalStateException("nothing has been received yet");
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    Closing.await(socket.close());
    npi.close();
    registration.close();
  }

  /** The socket's context, which has to be there before the socket. */
  private static final class Context {
    private @Nullable UdpEcho echo;
    private volatile @Nullable LoopThread loop;

    NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication datagrams) {
      if (loop == null) {
        loop = LoopThread.current();
      }
      UdpEcho current = echo;
      return current == null ? STATUS_SUCCESS : current.receiveFrom(flags, datagrams);
    }
  }
}

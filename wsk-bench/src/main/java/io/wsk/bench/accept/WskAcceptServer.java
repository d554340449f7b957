package io.wsk.bench.accept;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.wsk.Closing;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.NettyWskProvider;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Accepts with WSK, in each of the ways that it has. */
final class WskAcceptServer implements Server {
  private static final int CONNECTION_EVENTS = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
  private static final int EVENTS = WSK_EVENT_ACCEPT | CONNECTION_EVENTS;

  /** As many accept requests as the load has connections on their way. */
  private static final int POSTED = AcceptCell.OF_BUDGET.atATime();

  /** How connections are taken. */
  enum Way {
    /** By the accept callback, enabled for good. */
    STATIC,
    /** By the accept callback, enabled for the time being. */
    DYNAMIC,
    /** As {@link #STATIC}, after an inspection that accepts at once. */
    INSPECT,
    /** As {@link #STATIC}, after an inspection that is completed by another thread. */
    PEND,
    /** By accept requests. */
    IRPS;

    private boolean isConditional() {
      return this == INSPECT || this == PEND;
    }

    private Admission admission() {
      return this == PEND ? Admission.later() : Admission.atOnce();
    }
  }

  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final Admission admission;
  private final Listener listener;
  private final WskListenSocket socket;
  private final InetSocketAddress address;

  private WskAcceptServer(WskRegistration registration, Way way) throws InterruptedException {
    this.registration = registration;
    this.npi = registration.capture(WSK_INFINITE_WAIT);
    this.admission = way.admission();
    this.listener = new Listener(admission);
    enableStatic(way);
    this.socket =
        npi.socket(
                AF_INET,
                SOCK_STREAM,
                IPPROTO_TCP,
                listener,
                way.isConditional() ? Listener.CONDITIONAL : Listener.PLAIN)
            .await();
    listener.opened(socket);
    if (way.isConditional()) {
      socket.set(SO_CONDITIONAL_ACCEPT, true).await();
    }
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await();
    this.address = socket.getLocalAddress().await();
    begin(way);
  }

  static WskAcceptServer start(ServerTransport transport, Way way) throws InterruptedException {
    NettyOptions options = NettyOptions.builder().transport(transport.wsk()).threads(1).build();
    WskRegistration registration =
        Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), new NettyWskProvider(options));
    return new WskAcceptServer(registration, way);
  }

  private void enableStatic(Way way) {
    int events =
        switch (way) {
          case DYNAMIC -> 0;
          case IRPS -> CONNECTION_EVENTS;
          case STATIC, INSPECT, PEND -> EVENTS;
        };
    if (events != 0) {
      check(npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, events));
    }
  }

  private void begin(Way way) {
    if (way == Way.DYNAMIC) {
      WskEventCallbackControl all = WskEventCallbackControl.of(EVENTS);
      check(socket.control(SO_WSK_EVENT_CALLBACK.set(all), null));
    }
    for (int i = 0; way == Way.IRPS && i < POSTED; i++) {
      new PostedAccept(listener, socket).post();
    }
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
    LoopThread known = listener.loop();
    if (known == null) {
      throw new IllegalStateException("nothing has been accepted yet");
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    Closing.await(socket.close());
    listener.connections().closeAll();
    admission.close();
    npi.close();
    registration.close();
  }
}

package io.wsk.netty;

import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_FLAG_BASIC_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_DATAGRAM_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_STREAM_SOCKET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientStreamDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.WskSocketDispatch;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Makes sockets, on the loops they will live on. */
final class SocketFactory {
  /** The bits that name a category. */
  static final int CATEGORIES =
      WSK_FLAG_LISTEN_SOCKET
          | WSK_FLAG_CONNECTION_SOCKET
          | WSK_FLAG_DATAGRAM_SOCKET
          | WSK_FLAG_STREAM_SOCKET;

  private final Client client;
  private final AddressUse addressUse;

  /** For one socket of this client, which will use its local address like this. */
  SocketFactory(Client client, AddressUse addressUse) {
    this.client = client;
    this.addressUse = addressUse;
  }

  /**
   * Serves WskSocket; the IRP is ours, category and transport have been checked.
   *
   * @param datagrams whether the transport is UDP
   */
  <C> NtStatus create(
      int category,
      SocketProtocolFamily family,
      boolean datagrams,
      @Nullable C context,
      @Nullable WskSocketDispatch<C> dispatch,
      Irp<? super WskSocket> irp) {
    return switch (category) {
      case WSK_FLAG_BASIC_SOCKET ->
          dispatch == null
              ? basic(family, datagrams, irp)
              : Requests.finish(irp, STATUS_INVALID_PARAMETER);
      case WSK_FLAG_LISTEN_SOCKET -> {
        if (dispatch == null) {
          yield listening(family, datagrams, ListenCallbacks.of(context, null), irp);
        }
        yield dispatch instanceof WskClientListenDispatch<C> callbacks
            ? listening(family, datagrams, new ListenCallbacks<>(context, callbacks), irp)
            : Requests.finish(irp, STATUS_INVALID_PARAMETER);
      }
      case WSK_FLAG_CONNECTION_SOCKET -> {
        if (dispatch == null) {
          yield connection(family, ConnectionCallbacks.NONE, irp);
        }
        yield dispatch instanceof WskClientConnectionDispatch<C> callbacks
            ? connection(family, new ConnectionCallbacks<>(context, callbacks), irp)
            : Requests.finish(irp, STATUS_INVALID_PARAMETER);
      }
      case WSK_FLAG_DATAGRAM_SOCKET -> {
        if (dispatch == null) {
          WskClientDatagramDispatch<C> none = WskClientDatagramDispatch.none();
          yield datagrams(family, new DatagramCallbacks<>(context, none), irp);
        }
        yield dispatch instanceof WskClientDatagramDispatch<C> callbacks
            ? datagrams(family, new DatagramCallbacks<>(context, callbacks), irp)
            : Requests.finish(irp, STATUS_INVALID_PARAMETER);
      }
      case WSK_FLAG_STREAM_SOCKET -> {
        if (dispatch == null) {
          yield stream(family, context, new WskClientStreamDispatch<C>(null, null), irp);
        }
        yield dispatch instanceof WskClientStreamDispatch<C> callbacks
            ? stream(family, context, callbacks, irp)
            : Requests.finish(irp, STATUS_INVALID_PARAMETER);
      }
      default -> Requests.finish(irp, STATUS_NOT_SUPPORTED);
    };
  }

  private NtStatus basic(
      SocketProtocolFamily family, boolean datagrams, Irp<? super WskSocket> irp) {
    client.fixStaticEvents();
    BasicSocket socket =
        new BasicSocket(
            client, client.runtime().nextLoop(), family, datagrams ? SOCK_DGRAM : SOCK_STREAM);
    client.add(socket);
    socket.loop().execute(() -> IoManager.completeWith(irp, socket));
    return STATUS_PENDING;
  }

  private NtStatus listening(
      SocketProtocolFamily family,
      boolean datagrams,
      ListenCallbacks<?> callbacks,
      Irp<? super WskSocket> irp) {
    TransportFactory transport = client.runtime().transport();
    ListenSocket socket =
        new ListenSocket(
            client,
            client.runtime().nextLoop(),
            family,
            () -> transport.listening(family),
            callbacks,
            datagrams);
    try {
      socket.open();
    } catch (RuntimeException cause) {
      return Requests.finish(irp, HostErrors.ofCreate(cause));
    }
    add(socket);
    socket.loop().execute(() -> IoManager.completeWith(irp, socket));
    return STATUS_PENDING;
  }

  private <C> NtStatus stream(
      SocketProtocolFamily family,
      @Nullable C context,
      WskClientStreamDispatch<C> callbacks,
      Irp<? super WskSocket> irp) {
    StreamSocket socket;
    try {
      socket =
          new StreamSocket(
              client,
              client.runtime().nextLoop(),
              family,
              ListenCallbacks.of(context, callbacks.listen()),
              ConnectionCallbacks.of(context, callbacks.connect()));
    } catch (RuntimeException cause) {
      return Requests.finish(irp, HostErrors.ofCreate(cause));
    }
    add(socket);
    socket.loop().execute(() -> IoManager.completeWith(irp, socket));
    return STATUS_PENDING;
  }

  private NtStatus connection(
      SocketProtocolFamily family, ConnectionCallbacks<?> callbacks, Irp<? super WskSocket> irp) {
    ConnectionSocket socket;
    try {
      socket = open(family, callbacks);
    } catch (RuntimeException cause) {
      return Requests.finish(irp, HostErrors.ofCreate(cause));
    }
    socket.loop().execute(() -> IoManager.completeWith(irp, socket));
    return STATUS_PENDING;
  }

  private NtStatus datagrams(
      SocketProtocolFamily family, DatagramCallbacks<?> callbacks, Irp<? super WskSocket> irp) {
    EventLoop loop = client.runtime().nextLoop();
    DatagramSocket socket;
    try {
      DatagramChannel channel = client.runtime().transport().datagram(family);
      socket = new DatagramSocket(client, loop, channel, family, callbacks);
      loop.register(channel);
    } catch (RuntimeException cause) {
      return Requests.finish(irp, HostErrors.ofCreate(cause));
    }
    add(socket);
    loop.execute(() -> IoManager.completeWith(irp, socket));
    return STATUS_PENDING;
  }

  /** Serves WskSocketConnect; the arguments have been checked. */
  NtStatus connect(
      InetSocketAddress local,
      InetSocketAddress remote,
      ConnectionCallbacks<?> callbacks,
      Irp<? super WskConnectionSocket> irp) {
    ConnectionSocket socket;
    try {
      socket = open(Addresses.familyOf(local), callbacks);
    } catch (RuntimeException cause) {
      Operation operation = new Operation("WskSocketConnect", "client", client.runtime().metrics());
      return IoManager.begin(irp, operation)
          ? Requests.finish(irp, HostErrors.ofCreate(cause))
          : STATUS_INVALID_PARAMETER;
    }
    SocketConnectRequest request = new SocketConnectRequest(socket, remote, irp);
    if (!IoManager.begin(irp, request)) {
      socket.discard();
      return STATUS_INVALID_PARAMETER;
    }
    request.start(local);
    return STATUS_PENDING;
  }

  private ConnectionSocket open(SocketProtocolFamily family, ConnectionCallbacks<?> callbacks) {
    EventLoop loop = client.runtime().nextLoop();
    DuplexChannel channel = client.runtime().transport().connecting(family);
    ConnectionSocket socket = new ConnectionSocket(client, loop, channel, family, callbacks);
    loop.register(channel);
    add(socket);
    return socket;
  }

  /** The socket becomes one of the client's, and will be bound to an address of its own. */
  private void add(SocketBase socket) {
    socket.setAddressUse(addressUse);
    client.add(socket);
  }
}

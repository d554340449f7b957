package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Eventually.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.AcceptedSocket;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An echo service for {@link SoakTest}: of each four connections two are served by callbacks that
 * keep what they get until it is sent, and two by receive requests.
 */
final class SoakService {
  private static final int EVENTS = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private static final WskClientListenDispatch<SoakService> LISTEN =
      new WskClientListenDispatch<>(SoakService::accept);

  private static final WskClientConnectionDispatch<Callbacks> CALLBACKS =
      new WskClientConnectionDispatch<>(Callbacks::receive, Callbacks::disconnect, null);

  private final ByteBuf[] memory;
  private final WskListenSocket listener;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  /** Starts it; its events are enabled statically or dynamically. */
  SoakService(WskProviderNpi npi, ByteBuf[] memory, boolean statically) throws Exception {
    this.memory = memory;
    if (statically) {
      assertThat(npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, EVENTS)).isEqualTo(STATUS_SUCCESS);
    }
    listener = npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, this, LISTEN).await(LIMIT);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await(LIMIT);
    if (!statically) {
      WskEventCallbackControl events = WskEventCallbackControl.of(EVENTS);
      assertThat(listener.control(SO_WSK_EVENT_CALLBACK.set(events), null))
          .isEqualTo(STATUS_SUCCESS);
    }
  }

  InetSocketAddress address() throws Exception {
    return listener.getLocalAddress().await(LIMIT);
  }

  /** The connection that was accepted as this one, counting from 0. */
  Connection connection(int index) {
    return connections.get(index);
  }

  void close() throws Exception {
    listener.close().await(LIMIT);
    for (Connection connection : connections) {
      connection.socket.close().await(LIMIT);
    }
  }

  private NtStatus accept(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket socket,
      AcceptedSocket accepted) {
    if (socket == null) {
      return STATUS_REQUEST_NOT_ACCEPTED;
    }
    int index = connections.size();
    if (index % 4 == 1 || index % 4 == 2) {
      Requests requests = new Requests(socket, memory[index % memory.length]);
      accepted.set(requests, WskClientConnectionDispatch.none());
      connections.add(requests);
      requests.receive();
    } else {
      Callbacks callbacks = new Callbacks(socket);
      accepted.set(callbacks, CALLBACKS);
      connections.add(callbacks);
    }
    return STATUS_SUCCESS;
  }

  /** A connection of either kind. */
  abstract static class Connection {
    final WskConnectionSocket socket;

    /** How the peer's side has ended: SUCCESS or CONNECTION_RESET. */
    final CompletableFuture<NtStatus> ended = new CompletableFuture<>();

    Connection(WskConnectionSocket socket) {
      this.socket = socket;
    }

    final void peerEnded(NtStatus how) {
      if (ended.complete(how) && how == STATUS_SUCCESS) {
        NtStatus unused = socket.disconnect(null, 0, Irp.allocate());
      }
    }
  }

  /** Echoes by callbacks, and keeps what comes after {@link #keep()}. */
  static final class Callbacks extends Connection {
    final BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    private volatile boolean keeping;

    Callbacks(WskConnectionSocket socket) {
      super(socket);
    }

    void keep() {
      keeping = true;
    }

    private NtStatus receive(
        int flags, WskDataIndication data, long bytes, BytesAccepted accepted) {
      if (data == null) {
        return STATUS_SUCCESS;
      }
      if (keeping) {
        kept.add(data);
      } else {
        Irp<Void> sent = Irp.onCompletion(() -> socket.release(data));
        NtStatus unused = socket.send(data.buffer(), 0, sent);
      }
      return STATUS_PENDING;
    }

    private NtStatus disconnect(int flags) {
      peerEnded((flags & WSK_FLAG_ABORTIVE) != 0 ? STATUS_CONNECTION_RESET : STATUS_SUCCESS);
      return STATUS_SUCCESS;
    }
  }

  /** Echoes by receive requests into memory of its own. */
  static final class Requests extends Connection {
    private final ByteBuf memory;

    Requests(WskConnectionSocket socket, ByteBuf memory) {
      super(socket);
      this.memory = memory;
    }

    private WskBuf first(int bytes) {
      return new WskBuf(new Mdl(memory, 0, bytes), 0, bytes);
    }

    private void receive() {
      NtStatus unused =
          socket.receive(first(memory.capacity()), 0, Irp.<Void>onCompletion(this::received));
    }

    private void received(Irp<Void> irp) {
      if (irp.status() != STATUS_SUCCESS || irp.information() == 0) {
        peerEnded(irp.status());
        return;
      }
      NtStatus unused =
          socket.send(first((int) irp.information()), 0, Irp.<Void>onCompletion(this::sent));
    }

    private void sent(Irp<Void> irp) {
      if (irp.status() == STATUS_SUCCESS) {
        receive();
      } else {
        peerEnded(irp.status());
      }
    }
  }
}

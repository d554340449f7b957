package io.wsk.tck.random;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_FLAG_BASIC_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_DATAGRAM_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_STREAM_SOCKET;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskBasicSocket;
import io.wsk.api.WskClientStreamDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskProviderConnectionDispatch;
import io.wsk.api.WskProviderListenDispatch;
import io.wsk.api.WskSocketDispatch;
import io.wsk.api.WskStreamSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** How sockets under test and their peers come to be. */
final class Makers {
  private static final Set<NtStatus> SUCCESS = Set.of(STATUS_SUCCESS);
  private static final Set<NtStatus> CONNECTED = Set.of(STATUS_SUCCESS, STATUS_CONNECTION_REFUSED);

  private Makers() {}

  private static InetSocketAddress anyLoopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static Connection connection(World world, SplittableRandom random) {
    world.statistics().count("connections");
    return new Connection(world, world.name("connection"), random.split());
  }

  // ---- listeners --------------------------------------------------------------------------------

  /** Makes a listener, binds it, and mostly enables its callback. */
  static void listener(World world, SplittableRandom random) {
    world.statistics().count("listeners");
    Listener listener = new Listener(world, world.name("listener"), random);
    world.listeners().add(listener);
    boolean stream = random.nextInt(4) == 0;
    boolean conditional = random.nextInt(3) == 0;
    WskSocketDispatch<Listener> callbacks =
        stream ? new WskClientStreamDispatch<>(Listener.DISPATCH, null) : Listener.DISPATCH;
    int category = stream ? WSK_FLAG_STREAM_SOCKET : WSK_FLAG_LISTEN_SOCKET;
    world
        .ledger()
        .call(
            listener,
            stream ? "WskSocket, stream, to listen" : "WskSocket, listening",
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                listener.socket((WskProviderListenDispatch) request.irp().result());
                prepare(listener, conditional, random.split());
              } else {
                listener.hasFailed();
              }
            },
            irp ->
                world
                    .npi()
                    .dispatch()
                    .socket(
                        world.npi().client(),
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        category,
                        listener,
                        callbacks,
                        null,
                        irp));
  }

  private static void prepare(Listener listener, boolean conditional, SplittableRandom random) {
    if (conditional) {
      listener.becomesConditional();
      next(
          listener,
          "SO_CONDITIONAL_ACCEPT",
          () -> bind(listener, random),
          irp -> listener.socket().control(SO_CONDITIONAL_ACCEPT.set(true), irp));
    } else {
      bind(listener, random);
    }
  }

  private static void bind(Listener listener, SplittableRandom random) {
    next(
        listener,
        "WskBind",
        () -> {
          if (listener.socket() instanceof WskStreamSocket stream) {
            next(listener, "WskListen", () -> address(listener, random), stream::listen);
          } else {
            address(listener, random);
          }
        },
        irp -> listener.socket().bind(anyLoopback(), 0, irp));
  }

  private static void next(
      Listener listener, String function, Runnable next, Function<Irp<Object>, NtStatus> call) {
    listener
        .world()
        .ledger()
        .call(
            listener,
            function,
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                next.run();
              }
            },
            call);
  }

  private static void address(Listener listener, SplittableRandom random) {
    Out<InetSocketAddress> out = new Out<>();
    listener
        .world()
        .ledger()
        .call(
            listener,
            "WskGetLocalAddress",
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                listener.address(out.get());
                if (random.nextInt(4) > 0) {
                  ListenerCalls.enable(listener, random);
                }
              }
            },
            irp -> listener.socket().getLocalAddress(out, irp));
  }

  /** A peer connects to a listener. */
  static void arrival(World world, SplittableRandom random) {
    Listener listener = world.anyListener(random);
    InetSocketAddress address = listener == null ? null : listener.address();
    if (address == null) {
      return;
    }
    SocketChannel channel = null;
    try {
      channel = RandomPeer.channel(random, anyLoopback());
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      World.Arrival older =
          world.arrivals().put(port, new World.Arrival(channel, random.split(), System.nanoTime()));
      if (older != null) {
        older.channel().close();
      }
      channel.connect(address);
    } catch (IOException e) {
      // Refused: the listener has gone. The channel is closed with those that nobody accepts.
      world.statistics().count("peers that were refused");
    }
  }

  /** Gives an accepted connection its peer. */
  static void adopt(Connection connection, InetSocketAddress remote) {
    World.Arrival arrival = connection.world().arrivals().remove(remote.getPort());
    if (arrival != null) {
      RandomPeer peer = new RandomPeer(arrival.channel(), connection.stream(), arrival.random());
      connection.peer(peer);
      connection.world().peers().add(peer);
    }
  }

  // ---- connections ------------------------------------------------------------------------------

  /** Makes a connection and connects it, in one step or in several. */
  static void outgoing(World world, SplittableRandom random) throws IOException {
    Connection connection = connection(world, random);
    world.connections().add(connection);
    InetSocketAddress target = random.nextInt(12) == 0 ? refusing() : world.peers().address();
    if (random.nextInt(4) == 0) {
      socketConnect(connection, target, random.split());
    } else {
      create(connection, target, random.split());
    }
  }

  /** A port where nobody listens. */
  private static InetSocketAddress refusing() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  private static void create(
      Connection connection, InetSocketAddress target, SplittableRandom random) {
    World world = connection.world();
    boolean stream = random.nextInt(4) == 0;
    WskSocketDispatch<Connection> callbacks =
        stream
            ? new WskClientStreamDispatch<>(null, ConnectionCallbacks.DISPATCH)
            : ConnectionCallbacks.DISPATCH;
    int category = stream ? WSK_FLAG_STREAM_SOCKET : WSK_FLAG_CONNECTION_SOCKET;
    world
        .ledger()
        .call(
            connection,
            stream ? "WskSocket, stream, to connect" : "WskSocket, connection",
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                connection.socket((WskProviderConnectionDispatch) request.irp().result());
                bind(connection, target, random);
              } else {
                connection.hasFailed();
              }
            },
            irp ->
                world
                    .npi()
                    .dispatch()
                    .socket(
                        world.npi().client(),
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        category,
                        connection,
                        callbacks,
                        null,
                        irp));
  }

  private static void bind(
      Connection connection, InetSocketAddress target, SplittableRandom random) {
    boolean withData = random.nextInt(4) == 0;
    Runnable connect =
        withData ? () -> connectEx(connection, target, random) : () -> connect(connection, target);
    then(
        connection,
        "WskBind",
        () -> claim(connection, random, System.nanoTime(), withData, connect),
        irp -> connection.socket().bind(anyLoopback(), 0, irp));
  }

  private static void then(
      Connection connection, String function, Runnable next, Function<Irp<Object>, NtStatus> call) {
    connection
        .world()
        .ledger()
        .call(
            connection,
            function,
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                next.run();
              } else {
                connection.hasFailed();
              }
            },
            call);
  }

  /** Tells the peers' server from where the connection will come. */
  private static void claim(
      Connection connection, SplittableRandom random, long since, boolean early, Runnable next) {
    Out<InetSocketAddress> local = new Out<>();
    then(
        connection,
        "WskGetLocalAddress",
        () -> {
          int port = local.get().getPort();
          Peers peers = connection.world().peers();
          peers.claim(new Peers.Claim(port, connection, random.split(), since, early));
          next.run();
        },
        irp -> connection.socket().getLocalAddress(local, irp));
  }

  private static void connect(Connection connection, InetSocketAddress target) {
    connection
        .world()
        .ledger()
        .call(
            connection,
            "WskConnect",
            CONNECTED,
            (request, status) -> connected(connection, status),
            irp -> connection.socket().connect(target, 0, irp));
  }

  private static void connected(Connection connection, NtStatus status) {
    if (status == STATUS_SUCCESS) {
      connection.connectHasCompleted();
    } else {
      connection.hasFailed();
    }
  }

  private static void connectEx(
      Connection connection, InetSocketAddress target, SplittableRandom random) {
    ConnectionCalls.withRecord(
        connection,
        random,
        "WskConnectEx",
        CONNECTED,
        (request, status) -> connected(connection, status),
        (run, irp) -> connection.socket().connectEx(target, run, 0, irp));
  }

  private static void socketConnect(
      Connection connection, InetSocketAddress target, SplittableRandom random) {
    World world = connection.world();
    world
        .ledger()
        .call(
            connection,
            "WskSocketConnect",
            CONNECTED,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                connection.socket((WskConnectionSocket) request.irp().result());
                claim(connection, random, connection.since(), false, () -> {});
              }
              connected(connection, status);
            },
            irp ->
                world
                    .npi()
                    .dispatch()
                    .socketConnect(
                        world.npi().client(),
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        anyLoopback(),
                        target,
                        0,
                        connection,
                        ConnectionCallbacks.DISPATCH,
                        null,
                        irp));
  }

  // ---- datagram sockets -------------------------------------------------------------------------

  /** Makes a datagram socket and binds it. */
  static void datagrams(World world, SplittableRandom random) {
    world.statistics().count("datagram sockets");
    Datagrams datagrams = new Datagrams(world, world.name("datagram socket"), random);
    world.datagrams().add(datagrams);
    world
        .ledger()
        .call(
            datagrams,
            "WskSocket, datagram",
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                datagrams.socket((WskDatagramSocket) request.irp().result());
                bind(datagrams);
              } else {
                datagrams.hasFailed();
              }
            },
            irp ->
                world
                    .npi()
                    .dispatch()
                    .socket(
                        world.npi().client(),
                        AF_INET,
                        SOCK_DGRAM,
                        IPPROTO_UDP,
                        WSK_FLAG_DATAGRAM_SOCKET,
                        datagrams,
                        DatagramCallbacks.DISPATCH,
                        null,
                        irp));
  }

  private static void bind(Datagrams datagrams) {
    Out<InetSocketAddress> out = new Out<>();
    Hook bound =
        (request, status) -> {
          if (status == STATUS_SUCCESS) {
            datagrams.address(out.get());
          }
        };
    Ledger ledger = datagrams.world().ledger();
    ledger.call(
        datagrams,
        "WskBind",
        SUCCESS,
        (request, status) -> {
          if (status == STATUS_SUCCESS) {
            ledger.call(
                datagrams,
                "WskGetLocalAddress",
                SUCCESS,
                bound,
                irp -> datagrams.socket().getLocalAddress(out, irp));
          }
        },
        irp -> datagrams.socket().bind(anyLoopback(), 0, irp));
  }

  // ---- basic sockets ----------------------------------------------------------------------------

  static void basic(World world) {
    BasicSubject subject = new BasicSubject(world, world.name("basic socket"));
    world.others().add(subject);
    world
        .ledger()
        .call(
            subject,
            "WskSocket, basic",
            SUCCESS,
            (request, status) -> subject.socket((WskBasicSocket) request.irp().result()),
            irp ->
                world
                    .npi()
                    .dispatch()
                    .socket(
                        world.npi().client(),
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        WSK_FLAG_BASIC_SOCKET,
                        null,
                        null,
                        null,
                        irp));
  }
}

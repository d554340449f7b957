package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_DRAIN;
import static io.wsk.api.Wsk.WSK_FLAG_OOB;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskProviderConnectionDispatch;
import io.wsk.api.WskStreamSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Calls on connections that are wrong, whatever state the connection is in. */
final class IllegalConnectionCalls {
  private static final Set<NtStatus> PARAMETER = Set.of(STATUS_INVALID_PARAMETER);
  private static final Set<NtStatus> STATE = Set.of(STATUS_INVALID_DEVICE_STATE);
  private static final Set<NtStatus> ADDRESS = Set.of(STATUS_INVALID_ADDRESS);
  private static final Set<NtStatus> UNSUPPORTED = Set.of(STATUS_NOT_SUPPORTED);
  private static final Set<NtStatus> OVERFLOW = Set.of(STATUS_BUFFER_OVERFLOW);

  private static final Set<NtStatus> REQUEST = Set.of(STATUS_INVALID_DEVICE_REQUEST);
  private static final Set<NtStatus> EARLY =
      Set.of(STATUS_INVALID_PARAMETER, STATUS_INVALID_DEVICE_STATE, STATUS_INVALID_DEVICE_REQUEST);

  private static final int NO_FLAG = 0x4000;
  private static final int CONNECT_EX_LIMIT = 65_535;

  private IllegalConnectionCalls() {}

  static void any(Connection connection, SplittableRandom random) {
    switch (random.nextInt(10)) {
      case 9 -> otherRole(connection, random);
      case 0, 1 -> data(connection, random);
      case 2 -> addresses(connection, random);
      case 3 -> withoutIrp(connection, random);
      case 4, 5 -> withPendingIrp(connection, random);
      case 6 -> events(connection, random);
      case 7 -> IllegalCalls.events(connection, random);
      default -> disconnect(connection, random);
    }
  }

  // ---- data -------------------------------------------------------------------------------------

  private static void data(Connection connection, SplittableRandom random) {
    WskProviderConnectionDispatch socket = connection.socket();
    switch (random.nextInt(8)) {
      case 0 -> send(connection, "unknown flag", PARAMETER, random, NO_FLAG, 0, 10);
      case 1 -> send(connection, "WSK_FLAG_OOB", UNSUPPORTED, random, WSK_FLAG_OOB, 0, 10);
      case 2 -> send(connection, "beyond the chain", PARAMETER, random, 0, 1, 64);
      case 3 -> send(connection, "negative offset", PARAMETER, random, 0, -1, 10);
      case 4 ->
          receive(
              connection,
              "WAITALL and DRAIN",
              irp -> receiveNothing(socket, WSK_FLAG_WAITALL | WSK_FLAG_DRAIN, irp));
      case 5 -> receive(connection, "unknown flag", irp -> receiveNothing(socket, NO_FLAG, irp));
      case 6 -> receive(connection, random, "DRAIN with a buffer", WSK_FLAG_DRAIN, 0, 10);
      default -> receive(connection, random, "beyond the chain", 0, 0, 65);
    }
  }

  private static NtStatus receiveNothing(
      WskProviderConnectionDispatch socket, int flags, Irp<?> irp) {
    return socket.receive(WskBuf.empty(), flags, irp);
  }

  private static void send(
      Connection connection,
      String how,
      Set<NtStatus> expected,
      SplittableRandom random,
      int flags,
      int offset,
      long length) {
    call(
        connection,
        "WskSend, wrongly: " + how,
        expected,
        random,
        offset,
        length,
        (run, irp) -> connection.socket().send(run, flags, irp));
  }

  private static void receive(
      Connection connection, String how, Function<Irp<Object>, NtStatus> call) {
    connection.world().ledger().call(connection, "WskReceive, wrongly: " + how, PARAMETER, call);
  }

  private static void receive(
      Connection connection,
      SplittableRandom random,
      String how,
      int flags,
      int offset,
      long length) {
    call(
        connection,
        "WskReceive, wrongly: " + how,
        PARAMETER,
        random,
        offset,
        length,
        (run, irp) -> connection.socket().receive(run, flags, irp));
  }

  /** A call with a run over a buffer of 64 bytes, which must be as it was afterwards. */
  private static void call(
      Connection connection,
      String function,
      Set<NtStatus> expected,
      SplittableRandom random,
      int offset,
      long length,
      BiFunction<WskBuf, Irp<Object>, NtStatus> call) {
    ClientBuffer buffer = connection.world().buffers().take(random, 0);
    WskBuf run = new WskBuf(new Mdl(buffer.memory(), 0, 64), offset, length);
    connection
        .world()
        .ledger()
        .call(
            connection,
            function,
            expected,
            (request, status) -> {
              String damage = buffer.damageAround(0);
              if (damage != null) {
                connection.finding(request + ": " + damage);
              }
              connection.world().buffers().giveBack(buffer, request);
            },
            irp -> call.apply(run, irp));
  }

  private static void disconnect(Connection connection, SplittableRandom random) {
    if (random.nextBoolean()) {
      connection
          .world()
          .ledger()
          .call(
              connection,
              "WskDisconnect, wrongly: unknown flag",
              PARAMETER,
              irp -> connection.socket().disconnect(null, NO_FLAG, irp));
    } else {
      call(
          connection,
          "WskDisconnect, wrongly: abortive with data",
          PARAMETER,
          random,
          0,
          10,
          (run, irp) -> connection.socket().disconnect(run, WSK_FLAG_ABORTIVE, irp));
    }
  }

  // ---- addresses --------------------------------------------------------------------------------

  private static void addresses(Connection connection, SplittableRandom random) {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    InetSocketAddress six = new InetSocketAddress(IllegalCalls.IPV6_LOOPBACK, 7);
    WskProviderConnectionDispatch socket = connection.socket();
    switch (random.nextInt(8)) {
      case 0 -> address(connection, "WskBind, flags", PARAMETER, i -> socket.bind(loopback, 1, i));
      case 1 -> address(connection, "WskBind, family", PARAMETER, i -> socket.bind(six, 0, i));
      case 2 ->
          address(
              connection,
              "WskBind, unresolved",
              ADDRESS,
              i -> socket.bind(InetSocketAddress.createUnresolved("nowhere.invalid", 1), 0, i));
      case 3 ->
          address(connection, "WskConnect, port 0", ADDRESS, i -> socket.connect(loopback, 0, i));
      case 4 ->
          address(connection, "WskConnect, family", PARAMETER, i -> socket.connect(six, 0, i));
      case 5 -> again(connection, "WskBind, again", i -> socket.bind(loopback, 0, i));
      case 6 ->
          again(
              connection,
              "WskConnect, again",
              i -> socket.connect(new InetSocketAddress(loopback.getAddress(), 9), 0, i));
      default -> tooLong(connection);
    }
  }

  private static void address(
      Connection connection,
      String how,
      Set<NtStatus> expected,
      Function<Irp<Object>, NtStatus> call) {
    connection.world().ledger().call(connection, how + " (wrong)", expected, call);
  }

  /** Only where it is known to be too late: earlier it would be a legal call. */
  private static void again(
      Connection connection, String how, Function<Irp<Object>, NtStatus> call) {
    if (connection.isConnected()) {
      connection.world().ledger().call(connection, how, STATE, call);
    }
  }

  private static void tooLong(Connection connection) {
    WskBuf run = IllegalCalls.emptyRun(CONNECT_EX_LIMIT + 1);
    InetSocketAddress discard = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    connection
        .world()
        .ledger()
        .call(
            connection,
            "WskConnectEx, too long (wrong)",
            OVERFLOW,
            irp -> connection.socket().connectEx(discard, run, 0, irp));
  }

  /** What a listener can do, asked of a stream socket that is a connection. */
  private static void otherRole(Connection connection, SplittableRandom random) {
    if (!(connection.socket() instanceof WskStreamSocket socket) || !connection.isConnected()) {
      conditionalAccept(connection);
      return;
    }
    Ledger ledger = connection.world().ledger();
    if (random.nextBoolean()) {
      ledger.call(connection, "WskListen of a connection", REQUEST, socket::listen);
    } else {
      ledger.call(
          connection,
          "WskAccept of a connection",
          REQUEST,
          irp -> socket.accept(0, null, null, null, null, irp));
    }
  }

  private static void conditionalAccept(Connection connection) {
    if (connection.socket() instanceof WskConnectionSocket socket) {
      connection
          .world()
          .ledger()
          .call(
              connection,
              "SO_CONDITIONAL_ACCEPT of a connection",
              REQUEST,
              irp -> socket.control(SO_CONDITIONAL_ACCEPT.set(true), irp));
    }
  }

  // ---- IRPs -------------------------------------------------------------------------------------

  private static void withoutIrp(Connection connection, SplittableRandom random) {
    WskProviderConnectionDispatch socket = connection.socket();
    Out<InetSocketAddress> out = new Out<>();
    NtStatus status =
        switch (random.nextInt(6)) {
          case 0 -> socket.send(WskBuf.empty(), 0, null);
          case 1 -> socket.receive(WskBuf.empty(), 0, null);
          case 2 -> socket.disconnect(null, 0, null);
          case 3 -> socket.close(null);
          case 4 -> socket.getLocalAddress(out, null);
          default -> socket.bind(new InetSocketAddress(0), 0, null);
        };
    IllegalCalls.checkParameter(connection, "a function without an IRP", status);
  }

  private static void withPendingIrp(Connection connection, SplittableRandom random) {
    Request request = World.any(java.util.List.copyOf(connection.open()), random);
    if (request == null || !request.reusedIrp().keepBack()) {
      return;
    }
    WskProviderConnectionDispatch socket = connection.socket();
    Irp<Object> irp = request.irp();
    Out<InetSocketAddress> out = new Out<>();
    NtStatus status =
        switch (random.nextInt(6)) {
          case 0 -> socket.send(WskBuf.empty(), 0, irp);
          case 1 -> socket.receive(WskBuf.empty(), 0, irp);
          case 2 -> socket.disconnect(null, WSK_FLAG_ABORTIVE, irp);
          case 3 -> socket.close(irp);
          case 4 -> socket.getRemoteAddress(out, irp);
          default -> socket.control(Calls.events(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE), irp);
        };
    IllegalCalls.checkParameter(connection, "a function with an IRP in use", status);
  }

  // ---- events -----------------------------------------------------------------------------------

  private static void events(Connection connection, SplittableRandom random) {
    int mask =
        switch (random.nextInt(4)) {
          case 0 -> WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
          case 1 -> WSK_EVENT_ACCEPT;
          case 2 -> WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE;
          default -> WSK_EVENT_RECEIVE | WSK_EVENT_ACCEPT;
        };
    boolean wasClosed = connection.isClosed();
    // On a stream socket without a role it is too early for all events, and none is wrong.
    Set<NtStatus> expected = connection.isReady() ? PARAMETER : EARLY;
    Calls.checked(
        connection,
        "SO_WSK_EVENT_CALLBACK, wrong mask",
        expected,
        wasClosed,
        Calls.control(connection, mask));
  }
}

package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Calls on listeners. */
final class ListenerCalls {
  private static final Set<NtStatus> SUCCESS = Set.of(STATUS_SUCCESS);
  private static final Set<NtStatus> PARAMETER = Set.of(STATUS_INVALID_PARAMETER);
  private static final Set<NtStatus> STATE = Set.of(STATUS_INVALID_DEVICE_STATE);
  private static final Set<NtStatus> REQUEST = Set.of(STATUS_INVALID_DEVICE_REQUEST);
  private static final int CONNECTION_EVENTS = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
  private static final int MOST_QUEUED = 6;

  private ListenerCalls() {}

  static void any(Listener listener, SplittableRandom random) {
    if (listener.socket() == null) {
      return;
    }
    int chance = random.nextInt(100);
    if (chance < 35) {
      accept(listener, random);
    } else if (chance < 60) {
      enable(listener, random);
    } else if (chance < 68) {
      Calls.disable(listener, listener.accepting(), WSK_EVENT_ACCEPT, WSK_EVENT_ACCEPT, random);
    } else if (chance < 70) {
      Calls.cancelAny(listener, random);
    } else if (chance < 78) {
      listener.inspected().decide(random);
    } else if (chance < 82) {
      options(listener, random);
    } else if (chance < 84) {
      address(listener);
    } else if (chance < 99) {
      illegal(listener, random);
    } else {
      Calls.close(listener);
    }
  }

  static void enable(Listener listener, SplittableRandom random) {
    int mask = WSK_EVENT_ACCEPT | (random.nextBoolean() ? CONNECTION_EVENTS : 0);
    Calls.enable(listener, listener.accepting(), WSK_EVENT_ACCEPT, mask);
  }

  private static void accept(Listener listener, SplittableRandom random) {
    if (listener.open().size() >= MOST_QUEUED) {
      return;
    }
    World world = listener.world();
    Connection connection = Makers.connection(world, random);
    boolean callbacks = random.nextInt(10) > 0;
    connection.hasCallbacks(callbacks);
    Out<InetSocketAddress> remote = new Out<>();
    Hook hook =
        (request, status) -> {
          if (status == STATUS_SUCCESS) {
            WskConnectionSocket accepted = (WskConnectionSocket) request.irp().result();
            listener.inspected().handedOver(accepted);
            connection.socket(accepted);
            connection.connectHasCompleted();
            world.connections().add(connection);
            Makers.adopt(connection, remote.get());
          }
        };
    world
        .ledger()
        .call(
            listener,
            "WskAccept",
            SUCCESS,
            hook,
            irp ->
                listener
                    .socket()
                    .accept(
                        0,
                        connection,
                        callbacks ? ConnectionCallbacks.DISPATCH : null,
                        null,
                        remote,
                        irp));
  }

  private static void options(Listener listener, SplittableRandom random) {
    switch (random.nextInt(3)) {
      case 0 -> Calls.set(listener, SocketOptions.SO_KEEPALIVE, random.nextBoolean());
      case 1 -> Calls.set(listener, SocketOptions.SO_RCVBUF, 4096 << random.nextInt(6));
      default -> Calls.get(listener, SocketOptions.SO_RCVBUF);
    }
  }

  private static void address(Listener listener) {
    Out<InetSocketAddress> out = new Out<>();
    listener
        .world()
        .ledger()
        .call(
            listener,
            "WskGetLocalAddress",
            SUCCESS,
            irp -> listener.socket().getLocalAddress(out, irp));
  }

  // ---- wrong calls ------------------------------------------------------------------------------

  private static void illegal(Listener listener, SplittableRandom random) {
    World world = listener.world();
    switch (random.nextInt(7)) {
      case 0 ->
          world
              .ledger()
              .call(
                  listener,
                  "WskAccept, wrongly: flags",
                  PARAMETER,
                  irp -> listener.socket().accept(1, null, null, null, null, irp));
      case 1 ->
          IllegalCalls.checkParameter(
              listener,
              "WskAccept without an IRP",
              listener.socket().accept(0, null, null, null, null, null));
      case 2 -> disableInherited(listener, random);
      case 3 -> bindAgain(listener);
      case 4 -> inspect(listener, random);
      case 5 -> withPendingIrp(listener, random);
      default -> IllegalCalls.events(listener, random);
    }
  }

  private static void disableInherited(Listener listener, SplittableRandom random) {
    int event = random.nextBoolean() ? WSK_EVENT_RECEIVE : WSK_EVENT_DISCONNECT;
    boolean wasClosed = listener.isClosed();
    // On a stream socket it is too early for it before listen.
    Set<NtStatus> expected =
        listener.isReady()
            ? REQUEST
            : Set.of(STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_DEVICE_STATE);
    Calls.checked(
        listener,
        "SO_WSK_EVENT_CALLBACK, disabling what is inherited",
        expected,
        wasClosed,
        Calls.control(listener, event | WSK_EVENT_DISABLE));
  }

  private static void bindAgain(Listener listener) {
    if (listener.isReady()) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      listener
          .world()
          .ledger()
          .call(listener, "WskBind, again", STATE, irp -> listener.socket().bind(any, 0, irp));
    }
  }

  private static void inspect(Listener listener, SplittableRandom random) {
    boolean pend = random.nextInt(3) == 0;
    WskInspectId unknown = new WskInspectId(random.nextLong(), random.nextInt());
    WskInspectAction action =
        pend ? WskInspectAction.WskInspectPend : WskInspectAction.WskInspectAccept;
    // Which of two mistakes is told nobody says; conditional accept may be being switched on.
    Set<NtStatus> expected = EnumSet.of(pend ? STATUS_INVALID_PARAMETER : STATUS_NOT_FOUND);
    if (!listener.isConditional() || !listener.isReady()) {
      expected.add(STATUS_INVALID_DEVICE_REQUEST);
    }
    listener
        .world()
        .ledger()
        .call(
            listener,
            "WskInspectComplete, wrongly",
            expected,
            irp -> listener.socket().inspectComplete(unknown, action, irp));
  }

  private static void withPendingIrp(Listener listener, SplittableRandom random) {
    Request request = World.any(java.util.List.copyOf(listener.open()), random);
    if (request == null || !request.reusedIrp().keepBack()) {
      return;
    }
    IllegalCalls.checkParameter(
        listener,
        "WskAccept with an IRP in use",
        listener.socket().accept(0, null, null, null, null, request.irp()));
  }
}

package io.wsk.tck.random;

import static io.wsk.api.Ws2Def.MSG_TRUNC;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_REMOTE_ADDRESS;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_SENDTO_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.ReceivedFrom;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.control.SocketIoctl;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Calls on datagram sockets. */
final class DatagramCalls {
  private static final Set<NtStatus> SUCCESS = Set.of(STATUS_SUCCESS);
  // Whether a destination is fixed at the moment nobody knows for certain.
  private static final Set<NtStatus> TO_FIXED = Set.of(STATUS_SUCCESS, STATUS_INVALID_PARAMETER);
  private static final Set<NtStatus> PARAMETER = Set.of(STATUS_INVALID_PARAMETER);
  private static final Set<NtStatus> ADDRESS = Set.of(STATUS_INVALID_ADDRESS);
  private static final Set<NtStatus> STATE = Set.of(STATUS_INVALID_DEVICE_STATE);
  private static final Set<NtStatus> OVERFLOW = Set.of(STATUS_BUFFER_OVERFLOW);
  private static final Set<NtStatus> UNSUPPORTED = Set.of(STATUS_NOT_SUPPORTED);
  private static final int MOST_QUEUED = 16;

  private DatagramCalls() {}

  static void any(Datagrams datagrams, SplittableRandom random) {
    if (datagrams.socket() == null) {
      return;
    }
    int chance = random.nextInt(100);
    if (chance < 25) {
      sendTo(datagrams, random);
    } else if (chance < 35) {
      sendMessages(datagrams, random);
    } else if (chance < 55) {
      receiveFrom(datagrams, random);
    } else if (chance < 65) {
      datagrams.releaseOne(random);
    } else if (chance < 77) {
      Calls.enable(
          datagrams, datagrams.receiving(), WSK_EVENT_RECEIVE_FROM, WSK_EVENT_RECEIVE_FROM);
    } else if (chance < 80) {
      Calls.disable(
          datagrams, datagrams.receiving(), WSK_EVENT_RECEIVE_FROM, WSK_EVENT_RECEIVE_FROM, random);
    } else if (chance < 84) {
      Calls.cancelAny(datagrams, random);
    } else if (chance < 87) {
      fix(datagrams, random);
    } else if (chance < 90) {
      other(datagrams, random);
    } else {
      illegal(datagrams, random);
    }
  }

  // ---- send -------------------------------------------------------------------------------------

  private static int length(SplittableRandom random) {
    int longest = random.nextInt(20) == 0 ? 60_000 : 1500;
    return DatagramRecord.HEADER + random.nextInt(longest);
  }

  private static void sendTo(Datagrams datagrams, SplittableRandom random) {
    if (datagrams.queued().get() >= MOST_QUEUED) {
      return;
    }
    boolean fixed = random.nextInt(8) == 0;
    InetSocketAddress target = fixed ? null : datagrams.world().peers().datagramPeer(random);
    ClientBuffer buffer = datagrams.world().buffers().take(random, length(random));
    datagrams.queued().incrementAndGet();
    datagrams.sendLock().lock();
    try {
      datagrams.fill(buffer);
      WskBuf run = buffer.run(random);
      datagrams
          .world()
          .ledger()
          .call(
              datagrams,
              "WskSendTo",
              fixed ? TO_FIXED : SUCCESS,
              (request, status) -> sent(datagrams, List.of(buffer), request, status),
              irp -> datagrams.socket().sendTo(run, 0, target, List.of(), irp));
    } finally {
      datagrams.sendLock().unlock();
    }
  }

  private static void sendMessages(Datagrams datagrams, SplittableRandom random) {
    if (datagrams.queued().get() >= MOST_QUEUED) {
      return;
    }
    InetSocketAddress target = datagrams.world().peers().datagramPeer(random);
    List<ClientBuffer> buffers = new ArrayList<>();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      buffers.add(datagrams.world().buffers().take(random, length(random)));
    }
    datagrams.queued().incrementAndGet();
    datagrams.sendLock().lock();
    try {
      buffers.forEach(datagrams::fill);
      WskBufList list = null;
      for (int i = buffers.size() - 1; i >= 0; i--) {
        list = new WskBufList(buffers.get(i).run(random), list);
      }
      WskBufList first = list;
      datagrams
          .world()
          .ledger()
          .call(
              datagrams,
              "WskSendMessages",
              SUCCESS,
              (request, status) -> sent(datagrams, buffers, request, status),
              irp -> datagrams.socket().sendMessages(first, 0, target, List.of(), irp));
    } finally {
      datagrams.sendLock().unlock();
    }
  }

  private static void sent(
      Datagrams datagrams, List<ClientBuffer> buffers, Request request, NtStatus status) {
    datagrams.queued().decrementAndGet();
    long all = buffers.stream().mapToLong(ClientBuffer::length).sum();
    long moved = request.information();
    if (status == STATUS_SUCCESS ? moved != all : moved < 0 || moved > all) {
      datagrams.finding(request + ": " + status + " with " + moved + " of " + all + " bytes");
    }
    datagrams.world().statistics().count("bytes sent", moved);
    buffers.forEach(buffer -> giveBack(datagrams, buffer, request));
  }

  private static void giveBack(Datagrams datagrams, ClientBuffer buffer, Request request) {
    String damage = buffer.damageAround(buffer.length());
    if (damage != null) {
      datagrams.finding(request + ": memory around the buffer: " + damage);
    }
    datagrams.world().buffers().giveBack(buffer, request);
  }

  // ---- receive ----------------------------------------------------------------------------------

  private static void receiveFrom(Datagrams datagrams, SplittableRandom random) {
    if (datagrams.queued().get() >= MOST_QUEUED) {
      return;
    }
    int room = 1 + random.nextInt(random.nextBoolean() ? 1500 : ClientBuffers.longest());
    ClientBuffer buffer = datagrams.world().buffers().take(random, room);
    ReceivedFrom received = random.nextInt(4) == 0 ? null : new ReceivedFrom();
    WskBuf run = buffer.run(random);
    datagrams.queued().incrementAndGet();
    datagrams
        .world()
        .ledger()
        .call(
            datagrams,
            "WskReceiveFrom",
            SUCCESS,
            (request, status) -> received(datagrams, buffer, received, request, status),
            irp -> datagrams.socket().receiveFrom(run, 0, received, irp));
  }

  private static void received(
      Datagrams datagrams,
      ClientBuffer buffer,
      ReceivedFrom received,
      Request request,
      NtStatus status) {
    datagrams.queued().decrementAndGet();
    int count = (int) request.information();
    if (count > buffer.length() || (status != STATUS_SUCCESS && count != 0)) {
      datagrams.finding(request + ": " + status + " with " + count + " bytes");
    } else if (status == STATUS_SUCCESS) {
      // Without the holder nobody knows whether the datagram was longer.
      boolean cut =
          received == null
              ? count < DatagramRecord.HEADER
                  || count < DatagramRecord.length(buffer.memory(), buffer.start())
              : (received.controlFlags() & MSG_TRUNC) != 0;
      datagrams.check(buffer.memory(), buffer.start(), count, !cut, "a receive");
      datagrams.take(buffer.memory(), buffer.start(), count);
    }
    giveBack(datagrams, buffer, request);
  }

  // ---- the rest ---------------------------------------------------------------------------------

  private static void fix(Datagrams datagrams, SplittableRandom random) {
    SocketIoctl<InetSocketAddress, Void> ioctl =
        random.nextBoolean() ? SIO_WSK_SET_REMOTE_ADDRESS : SIO_WSK_SET_SENDTO_ADDRESS;
    WskControlRequest control =
        random.nextBoolean()
            ? ioctl.request()
            : ioctl.request(datagrams.world().peers().datagramPeer(random));
    datagrams
        .world()
        .ledger()
        .call(datagrams, ioctl.name(), SUCCESS, irp -> datagrams.socket().control(control, irp));
  }

  private static void other(Datagrams datagrams, SplittableRandom random) {
    switch (random.nextInt(4)) {
      case 0 -> Calls.set(datagrams, SocketOptions.SO_RCVBUF, 4096 << random.nextInt(7));
      case 1 -> Calls.set(datagrams, SocketOptions.SO_BROADCAST, random.nextBoolean());
      case 2 -> {
        Out<InetSocketAddress> out = new Out<>();
        datagrams
            .world()
            .ledger()
            .call(
                datagrams,
                "WskGetLocalAddress",
                SUCCESS,
                irp -> datagrams.socket().getLocalAddress(out, irp));
      }
      default -> {
        if (random.nextInt(8) == 0) {
          Calls.close(datagrams);
        }
      }
    }
  }

  // ---- wrong calls ------------------------------------------------------------------------------

  private static void illegal(Datagrams datagrams, SplittableRandom random) {
    InetSocketAddress target = datagrams.world().peers().datagramPeer(random);
    InetSocketAddress noPort = new InetSocketAddress(target.getAddress(), 0);
    InetSocketAddress six = new InetSocketAddress(IllegalCalls.IPV6_LOOPBACK, 9);
    switch (random.nextInt(10)) {
      case 0 -> send(datagrams, "flags", PARAMETER, 1, target, 0, 10);
      case 1 -> send(datagrams, "port 0", ADDRESS, 0, noPort, 0, 10);
      case 2 -> send(datagrams, "family", PARAMETER, 0, six, 0, 10);
      case 3 -> send(datagrams, "beyond the chain", PARAMETER, 0, target, 1, 4096);
      case 4 -> send(datagrams, "of nothing", UNSUPPORTED, 0, target, 0, 0);
      case 5 -> tooLong(datagrams, target);
      case 6 -> withoutIrp(datagrams, random);
      case 7 -> withPendingIrp(datagrams, random);
      case 8 -> bindAgain(datagrams);
      default -> IllegalCalls.events(datagrams, random);
    }
  }

  private static void send(
      Datagrams datagrams,
      String how,
      Set<NtStatus> expected,
      int flags,
      InetSocketAddress target,
      int offset,
      long length) {
    WskBuf run = new WskBuf(new Mdl(IllegalCalls.EMPTY_PAGE, 0, 4096), offset, length);
    datagrams
        .world()
        .ledger()
        .call(
            datagrams,
            "WskSendTo, wrongly: " + how,
            expected,
            irp -> datagrams.socket().sendTo(run, flags, target, List.of(), irp));
  }

  private static void tooLong(Datagrams datagrams, InetSocketAddress target) {
    WskBuf run = IllegalCalls.emptyRun(65_536);
    datagrams
        .world()
        .ledger()
        .call(
            datagrams,
            "WskSendTo, wrongly: too long",
            OVERFLOW,
            irp -> datagrams.socket().sendTo(run, 0, target, List.of(), irp));
  }

  private static void bindAgain(Datagrams datagrams) {
    if (datagrams.isReady()) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      datagrams
          .world()
          .ledger()
          .call(datagrams, "WskBind, again", STATE, irp -> datagrams.socket().bind(any, 0, irp));
    }
  }

  private static void withoutIrp(Datagrams datagrams, SplittableRandom random) {
    WskDatagramSocket socket = datagrams.socket();
    NtStatus status =
        switch (random.nextInt(3)) {
          case 0 -> socket.sendTo(WskBuf.empty(), 0, null, List.of(), null);
          case 1 -> socket.receiveFrom(WskBuf.empty(), 0, null, null);
          default -> socket.close(null);
        };
    IllegalCalls.checkParameter(datagrams, "a function without an IRP", status);
  }

  private static void withPendingIrp(Datagrams datagrams, SplittableRandom random) {
    Request request = World.any(List.copyOf(datagrams.open()), random);
    if (request == null || !request.reusedIrp().keepBack()) {
      return;
    }
    WskDatagramSocket socket = datagrams.socket();
    NtStatus status =
        random.nextBoolean()
            ? socket.receiveFrom(WskBuf.empty(), 0, null, request.irp())
            : socket.close(request.irp());
    IllegalCalls.checkParameter(datagrams, "a function with an IRP in use", status);
  }
}

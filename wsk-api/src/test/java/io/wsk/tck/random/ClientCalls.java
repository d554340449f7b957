package io.wsk.tck.random;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_RAW;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.SplittableRandom;

/** Calls of functions that belong to the client as a whole, all of them wrong. */
final class ClientCalls extends Subject {
  private static final Set<NtStatus> PARAMETER = Set.of(STATUS_INVALID_PARAMETER);
  private static final Set<NtStatus> UNSUPPORTED = Set.of(STATUS_NOT_SUPPORTED);
  private static final Set<NtStatus> STATE = Set.of(STATUS_INVALID_DEVICE_STATE);
  private static final Set<NtStatus> HANDLE = Set.of(STATUS_INVALID_HANDLE);

  ClientCalls(World world) {
    super(world, "client");
  }

  @Override
  WskSocket socket() {
    return null;
  }

  @Override
  boolean isReady() {
    return true;
  }

  @Override
  boolean allows(NtStatus status, Request request) {
    return false;
  }

  void any(SplittableRandom random) {
    switch (random.nextInt(7)) {
      case 0 ->
          create(
              "two categories",
              PARAMETER,
              SOCK_STREAM,
              IPPROTO_TCP,
              WSK_FLAG_LISTEN_SOCKET | WSK_FLAG_CONNECTION_SOCKET);
      case 1 -> create("raw", UNSUPPORTED, SOCK_RAW, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET);
      case 2 ->
          create(
              "stream on UDP", UNSUPPORTED, SOCK_STREAM, IPPROTO_UDP, WSK_FLAG_CONNECTION_SOCKET);
      case 3 -> connect("flags", 1, InetAddress.getLoopbackAddress());
      case 4 -> connect("families", 0, IllegalCalls.IPV6_LOOPBACK);
      case 5 ->
          Calls.checked(
              this,
              "WSK_SET_STATIC_EVENT_CALLBACKS, too late",
              STATE,
              false,
              world().npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE));
      default -> withoutClient();
    }
  }

  private void create(String how, Set<NtStatus> expected, int type, int protocol, int flags) {
    WskProviderNpi npi = world().npi();
    world()
        .ledger()
        .call(
            this,
            "WskSocket, wrongly: " + how,
            expected,
            irp ->
                npi.dispatch()
                    .socket(npi.client(), AF_INET, type, protocol, flags, null, null, null, irp));
  }

  private void connect(String how, int flags, InetAddress remote) {
    WskProviderNpi npi = world().npi();
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    world()
        .ledger()
        .call(
            this,
            "WskSocketConnect, wrongly: " + how,
            PARAMETER,
            irp ->
                npi.dispatch()
                    .socketConnect(
                        npi.client(),
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        local,
                        new InetSocketAddress(remote, 9),
                        flags,
                        null,
                        null,
                        null,
                        irp));
  }

  private void withoutClient() {
    Irp<WskSocket> irp = Irp.allocate();
    NtStatus status =
        world()
            .npi()
            .dispatch()
            .socket(null, AF_INET, SOCK_STREAM, IPPROTO_TCP, 0, null, null, null, irp);
    Calls.checked(this, "WskSocket without a client", HANDLE, true, status);
    if (irp.isPending() || irp.isCompleted()) {
      finding("WskSocket without a client touched the IRP");
    }
  }
}

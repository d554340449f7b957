package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_FLAG_BASIC_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_DATAGRAM_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_STREAM_SOCKET;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.Wsk.WSK_VERSION_1_1;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.AddrInfoExW;
import io.wsk.api.WskClient;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskProviderDispatch;
import io.wsk.api.WskSocket;
import io.wsk.api.WskSocketDispatch;
import io.wsk.api.WskSocketOwner;
import io.wsk.api.control.ClientControl;
import io.wsk.api.control.ControlOutput;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions that belong to a client: checks what they are given, and hands it on. */
final class ProviderDispatch implements WskProviderDispatch {
  static final int LOWEST = WSK_VERSION_1_0;
  static final int HIGHEST = WSK_VERSION_1_1;

  private final Client client;
  private final ClientRequests requests;

  ProviderDispatch(Client client) {
    this.client = client;
    this.requests = client.requests();
  }

  @Override
  public int version() {
    return HIGHEST;
  }

  /** Runs a function, counted so that deregistration waits for it, if the client object is ours. */
  private NtStatus call(@Nullable WskClient given, Supplier<NtStatus> function) {
    client.enter();
    try {
      return given == client && client.isValid() ? function.get() : STATUS_INVALID_HANDLE;
    } finally {
      client.exit();
    }
  }

  @Override
  public <C> NtStatus socket(
      @Nullable WskClient given,
      int addressFamily,
      int socketType,
      int protocol,
      int flags,
      @Nullable C socketContext,
      @Nullable WskSocketDispatch<C> dispatch,
      @Nullable WskSocketOwner owner,
      @Nullable Irp<? super WskSocket> irp) {
    return call(
        given,
        () -> {
          if (irp == null || !IoManager.begin(irp, operation("WskSocket"))) {
            return STATUS_INVALID_PARAMETER;
          }
          NtStatus wrong = check(addressFamily, socketType, protocol, flags);
          if (wrong != null) {
            return Requests.finish(irp, wrong);
          }
          AddressUse use = addressUse(owner);
          if (use == null) {
            return Requests.finish(irp, STATUS_INVALID_PARAMETER);
          }
          SocketProtocolFamily family =
              addressFamily == AF_INET ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
          boolean datagrams = socketType == SOCK_DGRAM;
          return new SocketFactory(client, use)
              .create(flags, family, datagrams, socketContext, dispatch, irp);
        });
  }

  private static @Nullable NtStatus check(
      int addressFamily, int socketType, int protocol, int flags) {
    if (Integer.bitCount(flags) > 1 || (flags & ~SocketFactory.CATEGORIES) != 0) {
      return STATUS_INVALID_PARAMETER;
    }
    boolean family = addressFamily == AF_INET || addressFamily == AF_INET6;
    boolean tcp = socketType == SOCK_STREAM && protocol == IPPROTO_TCP;
    boolean udp = socketType == SOCK_DGRAM && protocol == IPPROTO_UDP;
    boolean known =
        switch (flags) {
          case WSK_FLAG_BASIC_SOCKET, WSK_FLAG_LISTEN_SOCKET -> tcp || udp;
          case WSK_FLAG_CONNECTION_SOCKET, WSK_FLAG_STREAM_SOCKET -> tcp;
          case WSK_FLAG_DATAGRAM_SOCKET -> udp;
          default -> false;
        };
    return family && known ? null : STATUS_NOT_SUPPORTED;
  }

  @Override
  public <C> NtStatus socketConnect(
      @Nullable WskClient given,
      int socketType,
      int protocol,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      int flags,
      @Nullable C socketContext,
      @Nullable WskClientConnectionDispatch<C> dispatch,
      @Nullable WskSocketOwner owner,
      @Nullable Irp<? super WskConnectionSocket> irp) {
    return call(
        given,
        () -> {
          if (irp == null) {
            return STATUS_INVALID_PARAMETER;
          }
          NtStatus wrong = checkConnect(socketType, protocol, localAddress, remoteAddress, flags);
          AddressUse use = addressUse(owner);
          if (wrong != null || use == null) {
            return IoManager.begin(irp, operation("WskSocketConnect"))
                ? Requests.finish(irp, wrong != null ? wrong : STATUS_INVALID_PARAMETER)
                : STATUS_INVALID_PARAMETER;
          }
          return new SocketFactory(client, use)
              .connect(
                  localAddress,
                  remoteAddress,
                  ConnectionCallbacks.of(socketContext, dispatch),
                  irp);
        });
  }

  private static @Nullable NtStatus checkConnect(
      int socketType, int protocol, InetSocketAddress local, InetSocketAddress remote, int flags) {
    SocketProtocolFamily family =
        local.isUnresolved() ? SocketProtocolFamily.INET : Addresses.familyOf(local);
    NtStatus wrong = Addresses.check(local, family, flags);
    if (wrong == null) {
      wrong = Addresses.check(remote, family, flags);
    }
    if (wrong == null && (socketType != SOCK_STREAM || protocol != IPPROTO_TCP)) {
      wrong = STATUS_NOT_SUPPORTED;
    }
    return wrong;
  }

  /** What the owner says about the local address; null if its security descriptor is not valid. */
  private @Nullable AddressUse addressUse(@Nullable WskSocketOwner owner) {
    return AddressUse.of(owner, client.runtime().securityDescriptors());
  }

  private Operation operation(String function) {
    return new Operation(function, "client", client.runtime().metrics());
  }

  @Override
  public <I, O> NtStatus controlClient(
      @Nullable WskClient given,
      ClientControl<I, O> control,
      @Nullable I input,
      @Nullable ControlOutput<O> output,
      @Nullable Irp<?> irp) {
    return call(given, () -> requests.serve(control, input, output, irp));
  }

  @Override
  public NtStatus getAddressInfo(
      @Nullable WskClient given,
      @Nullable String nodeName,
      @Nullable String serviceName,
      int nameSpace,
      @Nullable AddrInfoExW hints,
      @Nullable Irp<? super AddrInfoExW> irp) {
    return call(
        given, () -> client.names().getAddressInfo(nodeName, serviceName, nameSpace, hints, irp));
  }

  @Override
  public void freeAddressInfo(@Nullable WskClient given, AddrInfoExW addrInfo) {
    client.names().free(addrInfo);
  }

  @Override
  public NtStatus getNameInfo(
      @Nullable WskClient given,
      InetSocketAddress sockAddr,
      @Nullable Out<String> nodeName,
      @Nullable Out<String> serviceName,
      int flags,
      @Nullable Irp<?> irp) {
    return call(
        given, () -> client.names().getNameInfo(sockAddr, nodeName, serviceName, flags, irp));
  }
}

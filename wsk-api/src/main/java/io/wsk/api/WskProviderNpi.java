package io.wsk.api;

import static io.wsk.api.Wsk.WSK_FLAG_BASIC_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_DATAGRAM_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_STREAM_SOCKET;

import io.wsk.api.control.ClientControl;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a capture gives: the client object and the provider's functions. The functions are here once
 * more in the form a Java service uses, with the client filled in.
 *
 * <p>Each capture makes an NPI of its own; closing it releases that capture, once.
 *
 * <p>C: {@code WSK_PROVIDER_NPI}.
 */
public final class WskProviderNpi implements AutoCloseable {
  private final WskClient client;
  private final WskProviderDispatch dispatch;
  private final WskRegistration registration;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Made by providers.
   *
   * @param client the client object
   * @param dispatch the provider's functions
   * @param registration whose capture this is
   */
  public WskProviderNpi(
      WskClient client, WskProviderDispatch dispatch, WskRegistration registration) {
    this.client = Objects.requireNonNull(client, "client");
    this.dispatch = Objects.requireNonNull(dispatch, "dispatch");
    this.registration = Objects.requireNonNull(registration, "registration");
  }

  /**
   * The client object. C: {@code Client}.
   *
   * @return to be given to {@link #dispatch()}
   */
  public WskClient client() {
    return client;
  }

  /**
   * The provider's functions in their C form. C: {@code Dispatch}.
   *
   * @return the table
   */
  public WskProviderDispatch dispatch() {
    return dispatch;
  }

  /**
   * Releases the capture. A second call does nothing. C: {@code WskReleaseProviderNPI}.
   *
   * <p>A capture must not be released both here and by {@link
   * WskRegistration#releaseProviderNpi()}.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      registration.releaseProviderNpi();
    }
  }

  /**
   * Creates a basic socket, see {@link WskProviderDispatch#socket}.
   *
   * @param addressFamily {@link Ws2Def#AF_INET} or {@link Ws2Def#AF_INET6}
   * @param socketType {@link Ws2Def#SOCK_STREAM} or {@link Ws2Def#SOCK_DGRAM}
   * @param protocol {@link Ws2Def#IPPROTO_TCP} or {@link Ws2Def#IPPROTO_UDP}
   * @return the future of the socket
   */
  public WskFuture<WskBasicSocket> socket(int addressFamily, int socketType, int protocol) {
    return socket(
        addressFamily,
        socketType,
        protocol,
        WSK_FLAG_BASIC_SOCKET,
        null,
        null,
        WskBasicSocket.class);
  }

  /**
   * Creates a listening socket, see {@link WskProviderDispatch#socket}.
   *
   * @param addressFamily {@link Ws2Def#AF_INET} or {@link Ws2Def#AF_INET6}
   * @param socketType {@link Ws2Def#SOCK_STREAM}
   * @param protocol {@link Ws2Def#IPPROTO_TCP}
   * @param context given to the callbacks unchanged; may be null
   * @param callbacks the callbacks; {@link WskClientListenDispatch#none()} for none
   * @param <C> the type of the context
   * @return the future of the socket
   */
  public <C> WskFuture<WskListenSocket> socket(
      int addressFamily,
      int socketType,
      int protocol,
      @Nullable C context,
      WskClientListenDispatch<C> callbacks) {
    return socket(
        addressFamily,
        socketType,
        protocol,
        WSK_FLAG_LISTEN_SOCKET,
        context,
        callbacks,
        WskListenSocket.class);
  }

  /**
   * Creates a connection socket, see {@link WskProviderDispatch#socket}.
   *
   * @param addressFamily {@link Ws2Def#AF_INET} or {@link Ws2Def#AF_INET6}
   * @param socketType {@link Ws2Def#SOCK_STREAM}
   * @param protocol {@link Ws2Def#IPPROTO_TCP}
   * @param context given to the callbacks unchanged; may be null
   * @param callbacks the callbacks; {@link WskClientConnectionDispatch#none()} for none
   * @param <C> the type of the context
   * @return the future of the socket
   */
  public <C> WskFuture<WskConnectionSocket> socket(
      int addressFamily,
      int socketType,
      int protocol,
      @Nullable C context,
      WskClientConnectionDispatch<C> callbacks) {
    return socket(
        addressFamily,
        socketType,
        protocol,
        WSK_FLAG_CONNECTION_SOCKET,
        context,
        callbacks,
        WskConnectionSocket.class);
  }

  /**
   * Creates a datagram socket, see {@link WskProviderDispatch#socket}.
   *
   * @param addressFamily {@link Ws2Def#AF_INET} or {@link Ws2Def#AF_INET6}
   * @param socketType {@link Ws2Def#SOCK_DGRAM}
   * @param protocol {@link Ws2Def#IPPROTO_UDP}
   * @param context given to the callbacks unchanged; may be null
   * @param callbacks the callbacks; {@link WskClientDatagramDispatch#none()} for none
   * @param <C> the type of the context
   * @return the future of the socket
   */
  public <C> WskFuture<WskDatagramSocket> socket(
      int addressFamily,
      int socketType,
      int protocol,
      @Nullable C context,
      WskClientDatagramDispatch<C> callbacks) {
    return socket(
        addressFamily,
        socketType,
        protocol,
        WSK_FLAG_DATAGRAM_SOCKET,
        context,
        callbacks,
        WskDatagramSocket.class);
  }

  /**
   * Creates a stream socket, see {@link WskProviderDispatch#socket}.
   *
   * @param addressFamily {@link Ws2Def#AF_INET} or {@link Ws2Def#AF_INET6}
   * @param socketType {@link Ws2Def#SOCK_STREAM}
   * @param protocol {@link Ws2Def#IPPROTO_TCP}
   * @param context given to the callbacks unchanged; may be null
   * @param callbacks the callbacks of both roles
   * @param <C> the type of the context
   * @return the future of the socket
   */
  public <C> WskFuture<WskStreamSocket> socket(
      int addressFamily,
      int socketType,
      int protocol,
      @Nullable C context,
      WskClientStreamDispatch<C> callbacks) {
    return socket(
        addressFamily,
        socketType,
        protocol,
        WSK_FLAG_STREAM_SOCKET,
        context,
        callbacks,
        WskStreamSocket.class);
  }

  /**
   * Creates, binds and connects a TCP socket, see {@link WskProviderDispatch#socketConnect}.
   *
   * @param localAddress where to bind; wildcard and port 0 are the usual choice
   * @param remoteAddress whom to connect to
   * @param context given to the callbacks unchanged; may be null
   * @param callbacks the callbacks; {@link WskClientConnectionDispatch#none()} for none
   * @param <C> the type of the context
   * @return the future of the connected socket
   */
  public <C> WskFuture<WskConnectionSocket> socketConnect(
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable C context,
      WskClientConnectionDispatch<C> callbacks) {
    return WskFuture.<WskConnectionSocket, WskConnectionSocket>ofResult(
        "WskSocketConnect to " + remoteAddress,
        WskConnectionSocket.class,
        irp ->
            dispatch.socketConnect(
                client,
                Ws2Def.SOCK_STREAM,
                Ws2Def.IPPROTO_TCP,
                localAddress,
                remoteAddress,
                0,
                context,
                callbacks,
                null,
                irp));
  }

  /**
   * Makes a request that concerns the client as a whole, see {@link
   * WskProviderDispatch#controlClient}.
   *
   * @param control which request
   * @param input what it takes; null for nothing
   * @param output gets what it gives; null for nothing
   * @param irp required or forbidden, as the control says
   * @param <I> the type of the input
   * @param <O> the type of the output
   * @return the status, as {@link WskProviderDispatch#controlClient} says
   */
  public <I, O> NtStatus control(
      ClientControl<I, O> control,
      @Nullable I input,
      @Nullable ControlOutput<O> output,
      @Nullable Irp<?> irp) {
    return dispatch.controlClient(client, control, input, output, irp);
  }

  /**
   * Sets event callbacks, for {@code WSK_SET_STATIC_EVENT_CALLBACKS}.
   *
   * @param control the control
   * @param eventMask {@code WSK_EVENT_*} flags
   * @return the status, as the control says
   */
  public NtStatus control(ClientControl<WskEventCallbackControl, Void> control, int eventMask) {
    return control(control, WskEventCallbackControl.of(eventMask), null, null);
  }

  /**
   * Looks a name up, see {@link WskProviderDispatch#getAddressInfo}.
   *
   * @param nodeName a host name or an address in figures; null for this host
   * @param serviceName a service name or a port in figures; null for port 0
   * @return the future of the first of a list of addresses, to be given to {@link #freeAddressInfo}
   */
  public WskFuture<AddrInfoExW> getAddressInfo(
      @Nullable String nodeName, @Nullable String serviceName) {
    return addressInfo(nodeName, serviceName, null);
  }

  /**
   * Looks a name up, see {@link WskProviderDispatch#getAddressInfo}.
   *
   * @param nodeName a host name or an address in figures; null for this host
   * @param serviceName a service name or a port in figures; null for port 0
   * @param hints what is wanted
   * @return the future of the first of a list of addresses, to be given to {@link #freeAddressInfo}
   */
  public WskFuture<AddrInfoExW> getAddressInfo(
      @Nullable String nodeName, @Nullable String serviceName, AddrInfoExW hints) {
    return addressInfo(nodeName, serviceName, hints);
  }

  private WskFuture<AddrInfoExW> addressInfo(
      @Nullable String nodeName, @Nullable String serviceName, @Nullable AddrInfoExW hints) {
    return WskFuture.<AddrInfoExW, AddrInfoExW>ofResult(
        "WskGetAddressInfo of " + nodeName + ":" + serviceName,
        AddrInfoExW.class,
        irp -> dispatch.getAddressInfo(client, nodeName, serviceName, Ws2Def.NS_ALL, hints, irp));
  }

  /**
   * Gives a list of addresses back, see {@link WskProviderDispatch#freeAddressInfo}.
   *
   * @param addrInfo the first of the list
   */
  public void freeAddressInfo(AddrInfoExW addrInfo) {
    dispatch.freeAddressInfo(client, addrInfo);
  }

  /**
   * Finds the host name of an address, see {@link WskProviderDispatch#getNameInfo}.
   *
   * @param sockAddr the address
   * @param flags {@code NI_*} flags of {@link Ws2Def}
   * @return the future of the name
   */
  public WskFuture<String> getNodeName(InetSocketAddress sockAddr, int flags) {
    Out<String> name = new Out<>();
    return WskFuture.ofOut(
        "WskGetNameInfo of " + sockAddr,
        irp -> dispatch.getNameInfo(client, sockAddr, name, null, flags, irp),
        name::get);
  }

  private <C, S extends WskSocket> WskFuture<S> socket(
      int addressFamily,
      int socketType,
      int protocol,
      int flags,
      @Nullable C context,
      @Nullable WskSocketDispatch<C> callbacks,
      Class<S> type) {
    return WskFuture.<WskSocket, S>ofResult(
        "WskSocket",
        type,
        irp ->
            dispatch.socket(
                client, addressFamily, socketType, protocol, flags, context, callbacks, null, irp));
  }
}

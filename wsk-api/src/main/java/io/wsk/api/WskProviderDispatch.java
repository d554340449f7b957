package io.wsk.api;

import io.wsk.api.control.ClientControl;
import io.wsk.api.control.ControlOutput;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The functions that belong to a client and not to a socket, as C has them: each takes the client
 * object. {@link WskProviderNpi} has the same functions with the client filled in, and their short
 * forms.
 *
 * <p>A client that is null, of another provider, or whose captures have all been released gives
 * {@link NtStatus#STATUS_INVALID_HANDLE}; the IRP is left untouched then.
 *
 * <p>C: {@code WSK_PROVIDER_DISPATCH}.
 */
public interface WskProviderDispatch {
  /**
   * The version of this table; its minor part may be higher than what the client asked for.
   *
   * @return a packed version, see {@link Wsk#makeWskVersion}
   */
  int version();

  /**
   * Creates a socket. All its callbacks are disabled but for those enabled statically.
   *
   * <p>C: {@code WskSocket}.
   *
   * @param client from capture
   * @param addressFamily {@link Ws2Def#AF_INET} or {@link Ws2Def#AF_INET6}
   * @param socketType {@link Ws2Def#SOCK_STREAM}, {@link Ws2Def#SOCK_DGRAM} or {@link
   *     Ws2Def#SOCK_RAW}
   * @param protocol {@link Ws2Def#IPPROTO_TCP} or {@link Ws2Def#IPPROTO_UDP}
   * @param flags one category, such as {@link Wsk#WSK_FLAG_LISTEN_SOCKET}
   * @param socketContext given to the socket's callbacks unchanged; may be null
   * @param dispatch the callbacks, of the category's type; null for none
   * @param owner on whose behalf; null for the current process, nobody in particular and no
   *     security descriptor
   * @param irp required; its result is the socket, of the category's type
   * @param <C> the type of the context
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} for two categories, a dispatch of another category, or
   *     an owner's security descriptor that is released or another provider's; {@link
   *     NtStatus#STATUS_NOT_SUPPORTED} for a combination that the provider has no transport for;
   *     {@link NtStatus#STATUS_TOO_MANY_OPENED_FILES}, {@link
   *     NtStatus#STATUS_INSUFFICIENT_RESOURCES}
   */
  <C> NtStatus socket(
      @Nullable WskClient client,
      int addressFamily,
      int socketType,
      int protocol,
      int flags,
      @Nullable C socketContext,
      @Nullable WskSocketDispatch<C> dispatch,
      @Nullable WskSocketOwner owner,
      @Nullable Irp<? super WskSocket> irp);

  /**
   * Creates a connection socket, binds it and connects it. The family is that of the local address.
   *
   * <p>C: {@code WskSocketConnect}.
   *
   * @param client from capture
   * @param socketType {@link Ws2Def#SOCK_STREAM}
   * @param protocol {@link Ws2Def#IPPROTO_TCP}
   * @param localAddress where to bind; wildcard and port 0 are the usual choice
   * @param remoteAddress whom to connect to, of the same family
   * @param flags must be 0
   * @param socketContext given to the socket's callbacks unchanged; may be null
   * @param dispatch the callbacks; null for none
   * @param owner on whose behalf; null for the current process, nobody in particular and no
   *     security descriptor
   * @param irp required; its result is the connected socket
   * @param <C> the type of the context
   * @return as {@link #socket}, {@link WskProviderConnectionDispatch#bind(InetSocketAddress, int,
   *     Irp)} and {@link WskProviderConnectionDispatch#connect(InetSocketAddress, int, Irp)}; after
   *     a failure there is no socket to close
   */
  <C> NtStatus socketConnect(
      @Nullable WskClient client,
      int socketType,
      int protocol,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      int flags,
      @Nullable C socketContext,
      @Nullable WskClientConnectionDispatch<C> dispatch,
      @Nullable WskSocketOwner owner,
      @Nullable Irp<? super WskConnectionSocket> irp);

  /**
   * Makes a request that concerns the client as a whole.
   *
   * <p>C: {@code WskControlClient}.
   *
   * @param client from capture
   * @param control which request
   * @param input what it takes; null for nothing
   * @param output gets what it gives; null for nothing
   * @param irp required or forbidden, as the control says
   * @param <I> the type of the input
   * @param <O> the type of the output
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_NOT_SUPPORTED}; {@link NtStatus#STATUS_BUFFER_OVERFLOW} if the output does
   *     not fit; what the control's documentation says
   */
  <I, O> NtStatus controlClient(
      @Nullable WskClient client,
      ClientControl<I, O> control,
      @Nullable I input,
      @Nullable ControlOutput<O> output,
      @Nullable Irp<?> irp);

  /**
   * Looks a name up. Never blocks an event loop: what may block, which is asking the host for
   * names, happens on a few threads that the provider has for it. What is in figures asks nobody.
   *
   * <p>The IRP is completed on a provider thread, where nobody may wait. A cancelled one is
   * completed at once, on the thread that cancels; what the host answers later is dropped.
   *
   * <p>Each address comes once, as the host gives them. Socket type and protocol are those of the
   * hints; if the hints leave both open, a service that is looked up by name gives one result for
   * each protocol it is known for, and otherwise they are 0.
   *
   * <p>C: {@code WskGetAddressInfo}.
   *
   * @param client from capture
   * @param nodeName a host name or an address in figures; null for this host's loopback addresses,
   *     or its wildcard addresses with {@link Ws2Def#AI_PASSIVE}
   * @param serviceName a service name or a port in figures; null for port 0
   * @param nameSpace {@link Ws2Def#NS_ALL}
   * @param hints what is wanted, one node without address and name; null for anything
   * @param irp required; its result is the first of a list of addresses, to be given to {@link
   *     #freeAddressInfo}
   * @return {@link NtStatus#STATUS_PENDING}; completes with {@link NtStatus#STATUS_NOT_FOUND} if
   *     the host knows no such name or service, or none with such an address; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} if both names are null, one is empty, a port is beyond
   *     65535, the hints have an unknown flag, family, socket type or protocol or do not fit
   *     together, or {@link Ws2Def#AI_CANONNAME} comes without a node name; {@link
   *     NtStatus#STATUS_NOT_SUPPORTED} for another name space; {@link
   *     NtStatus#STATUS_INSUFFICIENT_RESOURCES} if too many look-ups are waiting for the host
   */
  NtStatus getAddressInfo(
      @Nullable WskClient client,
      @Nullable String nodeName,
      @Nullable String serviceName,
      int nameSpace,
      @Nullable AddrInfoExW hints,
      @Nullable Irp<? super AddrInfoExW> irp);

  /**
   * Gives a list of addresses back, once. The memory is the collector's, so a list that is never
   * given back, or is used afterwards, harms nobody. One that this client was not given, or has
   * given back before, is reported as a client error, and nothing changes.
   *
   * <p>C: {@code WskFreeAddressInfo}.
   *
   * @param client from capture
   * @param addrInfo the very object that the look-up gave, the first of the list
   */
  void freeAddressInfo(@Nullable WskClient client, AddrInfoExW addrInfo);

  /**
   * Finds the names of an address. Never blocks an event loop; threads and cancelling are as with
   * {@link #getAddressInfo}. What has no name is given in figures.
   *
   * <p>C: {@code WskGetNameInfo}.
   *
   * @param client from capture
   * @param sockAddr the address
   * @param nodeName gets the host's name; null if not wanted. Written before the IRP is completed
   *     with success, and only then
   * @param serviceName gets the service's name; null if not wanted. Written as {@code nodeName}
   * @param flags {@code NI_*} flags of {@link Ws2Def}
   * @param irp required
   * @return {@link NtStatus#STATUS_PENDING}; completes with {@link NtStatus#STATUS_NOT_FOUND} if a
   *     name is required and there is none; {@link NtStatus#STATUS_INVALID_PARAMETER} if neither
   *     name is wanted, for an unknown flag, or if the node is to be in figures and a name at the
   *     same time; {@link NtStatus#STATUS_INVALID_ADDRESS} for an unresolved address; {@link
   *     NtStatus#STATUS_INSUFFICIENT_RESOURCES} if too many look-ups are waiting for the host
   */
  NtStatus getNameInfo(
      @Nullable WskClient client,
      InetSocketAddress sockAddr,
      @Nullable Out<String> nodeName,
      @Nullable Out<String> serviceName,
      int flags,
      @Nullable Irp<?> irp);
}

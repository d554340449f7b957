package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.AF_UNSPEC;
import static io.wsk.api.Ws2Def.AI_CANONNAME;
import static io.wsk.api.Ws2Def.AI_NUMERICHOST;
import static io.wsk.api.Ws2Def.AI_NUMERICSERV;
import static io.wsk.api.Ws2Def.AI_PASSIVE;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;

import io.netty.util.NetUtil;
import io.wsk.api.AddrInfoExW;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WskGetAddressInfo: from names to addresses. */
final class AddressLookup implements Lookup<AddrInfoExW> {
  private static final int FLAGS = AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_NUMERICSERV;
  private static final int LONGEST_PORT = 5;

  /** One way to reach a service. */
  private record Endpoint(int socktype, int protocol, int port) {}

  private final @Nullable String node;
  private final @Nullable String service;
  private final AddrInfoExW hints;

  private AddressLookup(@Nullable String node, @Nullable String service, AddrInfoExW hints) {
    this.node = node;
    this.service = service;
    this.hints = hints;
  }

  /** The look-up for these arguments, or null if they are wrong. */
  static @Nullable AddressLookup of(
      @Nullable String node, @Nullable String service, @Nullable AddrInfoExW hints) {
    AddrInfoExW wanted =
        hints == null ? AddrInfoExW.hints(AF_UNSPEC, 0, 0) : withBothTransports(hints);
    boolean names = (node != null || service != null) && !isEmpty(node) && !isEmpty(service);
    return names && isValid(wanted, node) && !isPortOutOfRange(service)
        ? new AddressLookup(node, service, wanted)
        : null;
  }

  private static boolean isEmpty(@Nullable String name) {
    return name != null && name.isEmpty();
  }

  /** Type and protocol say the same; one that was left open follows the other. */
  private static AddrInfoExW withBothTransports(AddrInfoExW hints) {
    int socktype = hints.socktype() != 0 ? hints.socktype() : socktypeOf(hints.protocol());
    int protocol = hints.protocol() != 0 ? hints.protocol() : protocolOf(hints.socktype());
    return new AddrInfoExW(
        hints.flags(),
        hints.family(),
        socktype,
        protocol,
        hints.addr(),
        hints.canonname(),
        hints.next());
  }

  private static int socktypeOf(int protocol) {
    return switch (protocol) {
      case IPPROTO_TCP -> SOCK_STREAM;
      case IPPROTO_UDP -> SOCK_DGRAM;
      default -> 0;
    };
  }

  private static int protocolOf(int socktype) {
    return switch (socktype) {
      case SOCK_STREAM -> IPPROTO_TCP;
      case SOCK_DGRAM -> IPPROTO_UDP;
      default -> 0;
    };
  }

  private static boolean isValid(AddrInfoExW hints, @Nullable String node) {
    int family = hints.family();
    boolean flags =
        (hints.flags() & ~FLAGS) == 0 && ((hints.flags() & AI_CANONNAME) == 0 || node != null);
    boolean transport =
        hints.protocol() == protocolOf(hints.socktype())
            && hints.socktype() == socktypeOf(hints.protocol());
    boolean nothingElse = hints.addr() == null && hints.canonname() == null && hints.next() == null;
    return flags
        && transport
        && nothingElse
        && (family == AF_UNSPEC || family == AF_INET || family == AF_INET6);
  }

  private static boolean isNumber(String service) {
    return service.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isPortOutOfRange(@Nullable String service) {
    return service != null
        && isNumber(service)
        && (service.length() > LONGEST_PORT || Integer.parseInt(service) > 0xFFFF);
  }

  private static boolean isAddress(String node) {
    return NetUtil.isValidIpV4Address(node) || NetUtil.isValidIpV6Address(node);
  }

  private boolean has(int flag) {
    return (hints.flags() & flag) != 0;
  }

  @Override
  public boolean asksTheHost() {
    boolean forNode = node != null && !isAddress(node) && !has(AI_NUMERICHOST);
    boolean forService = service != null && !isNumber(service) && !has(AI_NUMERICSERV);
    return forNode || forService;
  }

  @Override
  public @Nullable AddrInfoExW answer(NameService names) throws UnknownHostException {
    List<Endpoint> endpoints = endpoints(names);
    if (endpoints.isEmpty()) {
      return null;
    }
    List<InetAddress> addresses = addresses(names.hostNames());
    addresses.removeIf(address -> !isWanted(address));
    if (addresses.isEmpty()) {
      return null;
    }
    String canonical =
        has(AI_CANONNAME) ? canonicalName(names.hostNames(), addresses.get(0)) : null;
    return list(addresses, endpoints, canonical);
  }

  private List<Endpoint> endpoints(NameService names) {
    if (service == null || isNumber(service)) {
      int port = service == null ? 0 : Integer.parseInt(service);
      return List.of(new Endpoint(hints.socktype(), hints.protocol(), port));
    }
    List<Endpoint> found = new ArrayList<>();
    if (!has(AI_NUMERICSERV)) {
      for (int protocol : new int[] {IPPROTO_TCP, IPPROTO_UDP}) {
        Integer port = names.services().portOf(service, protocol);
        if (port != null && (hints.protocol() == 0 || hints.protocol() == protocol)) {
          found.add(new Endpoint(socktypeOf(protocol), protocol, port));
        }
      }
    }
    return found;
  }

  private List<InetAddress> addresses(HostNames hostNames) throws UnknownHostException {
    if (node == null) {
      return has(AI_PASSIVE)
          ? both(new byte[4], new byte[16])
          : both(NetUtil.LOCALHOST4.getAddress(), NetUtil.LOCALHOST6.getAddress());
    }
    if (isAddress(node)) {
      // What is valid as figures is taken as figures by the JDK too, and nobody is asked. It fails
      // if the figures name an interface that there is not.
      return new ArrayList<>(List.of(InetAddress.getByName(node)));
    }
    if (has(AI_NUMERICHOST)) {
      return new ArrayList<>();
    }
    return new ArrayList<>(new LinkedHashSet<>(hostNames.addressesOf(node)));
  }

  private static List<InetAddress> both(byte[] ipv4, byte[] ipv6) throws UnknownHostException {
    return new ArrayList<>(List.of(InetAddress.getByAddress(ipv4), InetAddress.getByAddress(ipv6)));
  }

  private boolean isWanted(InetAddress address) {
    return hints.family() == AF_UNSPEC || hints.family() == familyOf(address);
  }

  private static int familyOf(InetAddress address) {
    return address instanceof Inet4Address ? AF_INET : AF_INET6;
  }

  /** Figures are their own name; a name that the host does not know the other way round too. */
  private @Nullable String canonicalName(HostNames hostNames, InetAddress first) {
    String name = node != null && !isAddress(node) ? hostNames.nameOf(first) : null;
    return name != null ? name : node;
  }

  /** Built from its end, since a node knows the next. */
  private static @Nullable AddrInfoExW list(
      List<InetAddress> addresses, List<Endpoint> endpoints, @Nullable String canonical) {
    AddrInfoExW next = null;
    for (int a = addresses.size() - 1; a >= 0; a--) {
      InetAddress address = addresses.get(a);
      for (int e = endpoints.size() - 1; e >= 0; e--) {
        Endpoint endpoint = endpoints.get(e);
        next =
            new AddrInfoExW(
                0,
                familyOf(address),
                endpoint.socktype(),
                endpoint.protocol(),
                new InetSocketAddress(address, endpoint.port()),
                a == 0 && e == 0 ? canonical : null,
                next);
      }
    }
    return next;
  }

  @Override
  public String toString() {
    return node + ":" + service;
  }
}

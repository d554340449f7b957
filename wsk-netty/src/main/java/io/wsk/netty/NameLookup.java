package io.wsk.netty;

import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.NI_DGRAM;
import static io.wsk.api.Ws2Def.NI_NAMEREQD;
import static io.wsk.api.Ws2Def.NI_NOFQDN;
import static io.wsk.api.Ws2Def.NI_NUMERICHOST;
import static io.wsk.api.Ws2Def.NI_NUMERICSERV;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** WskGetNameInfo: from an address to its names. */
final class NameLookup implements Lookup<NameLookup.Names> {
  /**
   * What was found.
   *
   * @param node null if not wanted
   * @param service null if not wanted
   */
  record Names(@Nullable String node, @Nullable String service) {}

  private static final int FLAGS =
      NI_NUMERICHOST | NI_NUMERICSERV | NI_NAMEREQD | NI_NOFQDN | NI_DGRAM;

  private final InetSocketAddress address;
  private final boolean nodeWanted;
  private final boolean serviceWanted;
  private final int flags;

  private NameLookup(
      InetSocketAddress address, boolean nodeWanted, boolean serviceWanted, int flags) {
    this.address = address;
    this.nodeWanted = nodeWanted;
    this.serviceWanted = serviceWanted;
    this.flags = flags;
  }

  /** The look-up for these arguments, or null if they are wrong. The address is resolved. */
  static @Nullable NameLookup of(
      InetSocketAddress address, boolean nodeWanted, boolean serviceWanted, int flags) {
    boolean contradiction = (flags & NI_NUMERICHOST) != 0 && (flags & NI_NAMEREQD) != 0;
    return (nodeWanted || serviceWanted) && (flags & ~FLAGS) == 0 && !contradiction
        ? new NameLookup(address, nodeWanted, serviceWanted, flags)
        : null;
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  public boolean asksTheHost() {
    return (nodeWanted && !has(NI_NUMERICHOST)) || (serviceWanted && !has(NI_NUMERICSERV));
  }

  @Override
  public @Nullable Names answer(NameService names) {
    String node = nodeWanted ? node(names.hostNames()) : null;
    if (nodeWanted && node == null) {
      return null;
    }
    return new Names(node, serviceWanted ? service(names) : null);
  }

  /** Null if a name is required and there is none. */
  private @Nullable String node(HostNames hostNames) {
    InetAddress host = address.getAddress();
    String name = has(NI_NUMERICHOST) ? null : hostNames.nameOf(host);
    if (name == null) {
      return has(NI_NAMEREQD) ? null : inFigures(host);
    }
    int dot = name.indexOf('.');
    return has(NI_NOFQDN) && dot > 0 ? name.substring(0, dot) : name;
  }

  private static String inFigures(InetAddress host) {
    String figures = NetUtil.toAddressString(host);
    boolean scoped = host instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0;
    return scoped && figures.indexOf('%') < 0
        ? figures + "%" + ((Inet6Address) host).getScopeId()
        : figures;
  }

  private String service(NameService names) {
    int protocol = has(NI_DGRAM) ? IPPROTO_UDP : IPPROTO_TCP;
    String name = has(NI_NUMERICSERV) ? null : names.services().nameOf(address.getPort(), protocol);
    return name != null ? name : Integer.toString(address.getPort());
  }

  @Override
  public String toString() {
    return address.toString();
  }
}

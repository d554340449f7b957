package io.wsk.netty;

import static io.wsk.api.Ws2Def.MSG_BCAST;
import static io.wsk.api.Ws2Def.MSG_MCAST;

import io.wsk.api.CMsgHdr;
import io.wsk.api.CMsgHdr.InPktInfo;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client learns of a datagram besides bytes and sender, on hosts that tell where it was
 * sent: control information if it has asked for it, and whether it came by broadcast or multicast.
 * The host's interfaces are looked at once for each address, not for each datagram. Loop only.
 */
final class ArrivalInfo {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivalInfo.class);

  /** How many local addresses are remembered. */
  private static final int MAX_KNOWN = 64;

  /** What is told of all datagrams that were sent to one address. */
  private record Destination(List<CMsgHdr> controlInfo, int messageFlags) {}

  private final Map<InetAddress, Destination> known = new HashMap<>();
  private boolean destinationsKnown;
  private boolean packetInfo;

  boolean packetInfo() {
    return packetInfo;
  }

  /** The client wants packet info, or does not. */
  void setPacketInfo(boolean wanted) {
    packetInfo = wanted;
    known.clear();
  }

  /** From here on the host tells where each datagram was sent. */
  void destinationsKnown() {
    destinationsKnown = true;
    known.clear();
  }

  /** Tells a node what there is to tell. */
  void tell(DatagramIndication node, @Nullable InetSocketAddress recipient, int otherFlags) {
    if (destinationsKnown && recipient != null) {
      Destination destination = destination(recipient.getAddress());
      List<CMsgHdr> info = packetInfo ? destination.controlInfo() : List.of();
      node.told(info, destination.messageFlags() | otherFlags);
    } else if (otherFlags != 0) {
      node.told(List.of(), otherFlags);
    }
  }

  private Destination destination(InetAddress address) {
    Destination destination = known.get(address);
    if (destination == null) {
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      destination = lookUp(address);
      known.put(address, destination);
    }
    return destination;
  }

  private static Destination lookUp(InetAddress address) {
    try {
      NetworkInterface home = NetworkInterface.getByInetAddress(address);
      int index = home == null ? 0 : home.getIndex();
      List<CMsgHdr> info = List.of(CMsgHdr.of(new InPktInfo(address, index)));
      int cast = address.isMulticastAddress() ? MSG_MCAST : isBroadcast(address) ? MSG_BCAST : 0;
      return new Destination(info, cast);
    } catch (SocketException e) {
      LOG.warn("the host does not tell its interfaces; packet info is without", e);
      return new Destination(List.of(CMsgHdr.of(new InPktInfo(address, 0))), 0);
    }
  }

  /** Whether an address is the broadcast address of all networks or of one of this host's. */
  static boolean isBroadcast(InetAddress address) throws SocketException {
    if (!(address instanceof Inet4Address)) {
      return false;
    }
    if (isAllNetworks(address)) {
      return true;
    }
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      for (InterfaceAddress own : each.getInterfaceAddresses()) {
        if (own.getNetworkPrefixLength() < 31 && address.equals(own.getBroadcast())) {
          return true;
        }
      }
    }
    return false;
  }

  /** 255.255.255.255. */
  static boolean isAllNetworks(InetAddress address) {
    return address instanceof Inet4Address && address.hashCode() == -1;
  }
}

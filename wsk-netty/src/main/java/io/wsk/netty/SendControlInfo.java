package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.CMsgHdr;
import io.wsk.api.CMsgHdr.InPktInfo;
import io.wsk.api.Ws2Def;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control information of sends. Netty does not hand any to the host, so what is taken is packet
 * info that asks for what happens anyway: the address that the socket is bound to, any interface.
 */
final class SendControlInfo {
  private static final Logger LOG = LoggerFactory.getLogger(SendControlInfo.class);

  private final DatagramSocket socket;
  private volatile boolean said;

  SendControlInfo(DatagramSocket socket) {
    this.socket = socket;
  }

  /** What is wrong with control information, or null. Any thread. */
  @Nullable NtStatus check(List<CMsgHdr> controlInfo) {
    for (CMsgHdr each : controlInfo) {
      NtStatus wrong = check(each);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private @Nullable NtStatus check(CMsgHdr message) {
    boolean ipLevel =
        message.level() == Ws2Def.IPPROTO_IP || message.level() == Ws2Def.IPPROTO_IPV6;
    if (!ipLevel || message.type() != CMsgHdr.IP_PKTINFO) {
      return notSupported(message, "the provider knows IP_PKTINFO only");
    }
    if (!(message.data() instanceof InPktInfo info)) {
      return STATUS_INVALID_PARAMETER;
    }
    InetSocketAddress local = socket.localAddress();
    boolean asBound = local != null && local.getAddress().equals(info.address());
    return asBound && info.interfaceIndex() == 0
        ? null
        : notSupported(message, "the host cannot be told another source than the bound address");
  }

  /** Said once a socket, since a client may try each time. */
  private NtStatus notSupported(CMsgHdr message, String why) {
    if (!said) {
      said = true;
      LOG.warn("{} does not send with control information {}: {}", socket, message, why);
    }
    return STATUS_NOT_SUPPORTED;
  }
}

package io.wsk.api;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A datagram that has arrived, lent to the receive-from callback: a node of a list. Ownership and
 * release are as for {@link WskDataIndication}, with {@link WskProviderDatagramDispatch#release}.
 *
 * <p>C: {@code WSK_DATAGRAM_INDICATION}.
 */
public interface WskDatagramIndication {
  /**
   * The next datagram. C: {@code Next}.
   *
   * @return the node, or null at the end
   */
  @Nullable WskDatagramIndication next();

  /**
   * Cuts or changes the link to the next node.
   *
   * @param next a node of the same list, or null
   */
  void setNext(@Nullable WskDatagramIndication next);

  /**
   * The datagram. C: {@code Buffer}.
   *
   * @return the run of bytes; valid for as long as the indication is
   */
  WskBuf buffer();

  /**
   * Who sent it. C: {@code RemoteAddress}.
   *
   * @return the sender
   */
  InetSocketAddress remoteAddress();

  /**
   * What else the host told. C: {@code ControlInfo}.
   *
   * @return control messages in the order the host gave them; empty if none was asked for
   */
  List<CMsgHdr> controlInfo();
}

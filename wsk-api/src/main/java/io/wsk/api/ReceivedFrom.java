package io.wsk.api;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The out parameters of {@link WskProviderDatagramDispatch#receiveFrom} besides the bytes: valid
 * once the IRP is completed, and until the holder is used for another call.
 *
 * <p>C: {@code RemoteAddress}, {@code ControlInfo}, {@code ControlFlags} of {@code WskReceiveFrom}.
 */
public final class ReceivedFrom {
  private @Nullable InetSocketAddress remoteAddress;
  private List<CMsgHdr> controlInfo = List.of();
  private int controlFlags;

  /** Makes an empty holder. */
  public ReceivedFrom() {}

  /**
   * Who sent the datagram.
   *
   * @return the sender; null before completion
   */
  public @Nullable InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  /**
   * What else the host told.
   *
   * @return control messages; empty if none was asked for
   */
  public List<CMsgHdr> controlInfo() {
    return controlInfo;
  }

  /**
   * Message flags.
   *
   * @return {@link Ws2Def#MSG_TRUNC}, {@link Ws2Def#MSG_CTRUNC}, {@link Ws2Def#MSG_BCAST} and
   *     {@link Ws2Def#MSG_MCAST} as they apply
   */
  public int controlFlags() {
    return controlFlags;
  }

  /**
   * Fills the holder; for providers.
   *
   * @param newRemoteAddress the sender
   * @param newControlInfo control messages
   * @param newControlFlags message flags
   */
  public void set(
      InetSocketAddress newRemoteAddress, List<CMsgHdr> newControlInfo, int newControlFlags) {
    remoteAddress = newRemoteAddress;
    controlInfo = List.copyOf(newControlInfo);
    controlFlags = newControlFlags;
  }
}

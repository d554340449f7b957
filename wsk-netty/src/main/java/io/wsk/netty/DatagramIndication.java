package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.wsk.api.CMsgHdr;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramIndication;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One datagram: as the provider holds it, and as the client sees it. It has two links. The public
 * one is the client's to cut; the private one is the provider's, who must find all nodes that it
 * has lent whatever the client has done to the public ones. The one subclass is the verifier's, and
 * is not loaded unless that is on.
 */
class DatagramIndication extends Indication implements WskDatagramIndication {
  private final ReceiveFromPath owner;
  private @Nullable WskDatagramIndication next;
  private @Nullable DatagramIndication behind;
  private InetSocketAddress remoteAddress;
  private List<CMsgHdr> controlInfo;
  private int messageFlags;

  DatagramIndication(ReceiveFromPath owner, ByteBuf memory, InetSocketAddress remoteAddress) {
    super(memory);
    this.owner = owner;
    this.remoteAddress = remoteAddress;
    this.controlInfo = List.of();
  }

  /** Makes the node stand for another datagram, as {@link #lendMemory} says. */
  final void lend(ByteBuf newMemory, InetSocketAddress newRemoteAddress) {
    remoteAddress = newRemoteAddress;
    controlInfo = List.of();
    messageFlags = 0;
    lendMemory(newMemory);
  }

  /** What the host has told beyond bytes and sender. */
  final void told(List<CMsgHdr> newControlInfo, int newMessageFlags) {
    controlInfo = newControlInfo;
    messageFlags = newMessageFlags;
  }

  /** The MSG_ flags of {@link io.wsk.api.Ws2Def} that apply. */
  final int messageFlags() {
    return messageFlags;
  }

  /** The same datagram in a node that the client does not know; this one is given up. */
  final DatagramIndication replacement() {
    DatagramIndication fresh = owner.newNode(memory(), remoteAddress);
    fresh.told(controlInfo, messageFlags);
    return fresh;
  }

  /** A list is lent node by node, and none of them again before it is over. */
  @Override
  final boolean isInCallback() {
    return true;
  }

  @Override
  void returned(int bytes) {
    owner.released(bytes);
  }

  final boolean isOwnedBy(ReceiveFromPath path) {
    return owner == path;
  }

  /** The node behind this one in the provider's list. */
  final @Nullable DatagramIndication behind() {
    return behind;
  }

  /** Links a node behind this one in the provider's list. */
  final void setBehind(@Nullable DatagramIndication newBehind) {
    behind = newBehind;
  }

  /** Links a node behind this one for the client, as it will find it. */
  final void link(@Nullable DatagramIndication newNext) {
    next = newNext;
  }

  @Override
  public @Nullable WskDatagramIndication next() {
    return next;
  }

  @Override
  public void setNext(@Nullable WskDatagramIndication newNext) {
    next = newNext;
  }

  @Override
  public WskBuf buffer() {
    return lentBuffer();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public List<CMsgHdr> controlInfo() {
    return controlInfo;
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import org.jspecify.annotations.Nullable;

/**
 * One receive buffer of a connection as the client sees it. The one subclass is the verifier's, and
 * is not loaded unless that is on.
 */
class DataIndication extends Indication implements WskDataIndication {
  private final ReceiveIndicator owner;
  private @Nullable WskDataIndication next;

  DataIndication(ReceiveIndicator owner, ByteBuf memory) {
    super(memory);
    this.owner = owner;
  }

  /** Lends the node again, as {@link #lendMemory} says. */
  final void lend(ByteBuf newMemory) {
    if (next != null) {
      next = null;
    }
    lendMemory(newMemory);
  }

  @Override
  boolean isInCallback() {
    return owner.isDelivering();
  }

  @Override
  final void returned(int bytes) {
    owner.released(bytes);
  }

  final boolean isOwnedBy(ReceiveIndicator indicator) {
    return owner == indicator;
  }

  @Override
  public @Nullable WskDataIndication next() {
    return next;
  }

  @Override
  public void setNext(@Nullable WskDataIndication newNext) {
    next = newNext;
  }

  @Override
  public WskBuf buffer() {
    return lentBuffer();
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.api.verifier.CallSite;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A receive buffer as a client under the verifier sees it. It is lent once only, so that what
 * happens to it after its callback is never mistaken for something that happens to another.
 *
 * <p>Where it was kept: a callback keeps it by what it returns, when its stack is gone. So the
 * place where the client first used it inside the callback stands for that.
 */
final class WatchedIndication extends DataIndication {
  private final ActiveVerifier verifier;
  private final Retention retention;
  private final ByteBuf memory;

  // Written by the loop before the state moves on, which whoever asks has read.
  private boolean returned;
  private @Nullable CallSite used;

  // Written by whoever has released the node; seen by others that find it released, or not yet.
  private volatile @Nullable CallSite released;

  WatchedIndication(
      ActiveVerifier verifier, ReceivePath owner, ByteBuf memory, IndicationBuffer parts) {
    super(owner, memory, parts);
    this.verifier = verifier;
    this.memory = memory;
    this.retention = new Retention(this, owner.socket(), verifier.lostIndications());
  }

  Retention retention() {
    return retention;
  }

  @Nullable CallSite released() {
    return released;
  }

  /** The callback has kept the node. It may have been released since; then nothing is watched. */
  void kept(WatchedCallback callback) {
    CallSite place = used;
    CallSite site =
        place == null
            ? callback.site("kept")
            : new CallSite("kept by " + callback + ", used there", place.thread(), place.frames());
    retention.keptAt(site);
    // Whoever tracks buffers at Netty's leak detector finds the same place there. Ours until the
    // loop has seen the answer, even if the client has released the node.
    memory.touch(site);
    verifier.add(retention);
    // The node is released before its retention is removed, and added here before we look whether
    // it is released: one of the two removes it.
    if (isReleased()) {
      verifier.remove(retention);
    }
  }

  /**
   * The callback has not kept the node.
   *
   * @return false if the client has released it all the same
   */
  boolean returned() {
    // Before the state moves on, for those who find the node released; after all it may have been.
    returned = true;
    returned = super.release();
    return returned;
  }

  /** Whether its callback did not keep it. */
  boolean wasReturned() {
    return returned;
  }

  @Override
  boolean wasReleasedByClient() {
    return isReleased() && !returned;
  }

  @Override
  boolean release() {
    if (!super.release()) {
      return false;
    }
    try {
      released = CallSites.here("released");
      verifier.remove(retention);
      return true;
    } finally {
      // Nobody may find the node lost before it is known to be released.
      Reference.reachabilityFence(this);
    }
  }

  private void use() {
    // Only inside the callback, on the loop; later uses say nothing about where it was kept.
    if (used == null && isLent()) {
      used = CallSites.here("used");
    }
  }

  @Override
  public @Nullable WskDataIndication next() {
    use();
    return super.next();
  }

  @Override
  public void setNext(@Nullable WskDataIndication newNext) {
    use();
    super.setNext(newNext);
  }

  @Override
  public WskBuf buffer() {
    use();
    return super.buffer();
  }
}

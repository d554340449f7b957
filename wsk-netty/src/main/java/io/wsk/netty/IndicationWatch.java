package io.wsk.netty;

import io.wsk.api.verifier.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier knows of a node that is lent to a client. Such a node is lent once only, so
 * that what happens to it after its callback is never mistaken for something that happens to
 * another.
 *
 * <p>Where it was kept: a callback keeps it by what it returns, when its stack is gone. So the
 * place where the client first used it inside the callback stands for that.
 */
final class IndicationWatch {
  /** A node that is watched. */
  interface Watched {
    IndicationWatch watch();
  }

  private final ActiveVerifier verifier;
  private final Retention retention;

  // Written by the loop before the state moves on, which whoever asks has read.
  private boolean returned;
  private @Nullable CallSite used;

  // Written by whoever has released the node; seen by others that find it released, or not yet.
  private volatile @Nullable CallSite released;

  IndicationWatch(ActiveVerifier verifier, Indication node, SocketBase socket) {
    this.verifier = verifier;
    this.retention = new Retention(node, socket, verifier.lostIndications());
  }

  Retention retention() {
    return retention;
  }

  @Nullable CallSite released() {
    return released;
  }

  /** Whether its callback did not keep the node. */
  boolean wasReturned() {
    return returned;
  }

  /** The client looks at the node. */
  void use(Indication node) {
    // Only inside the callback, on the loop; later uses say nothing about where it was kept.
    if (used == null && node.isLent()) {
      used = CallSites.here("used");
    }
  }

  /** The callback has kept the node. It may have been released since; then nothing is watched. */
  void kept(Indication node, WatchedCallback callback) {
    CallSite place = used;
    CallSite site =
        place == null
            ? callback.site("kept")
            : new CallSite("kept by " + callback + ", used there", place.thread(), place.frames());
    retention.keptAt(site);
    // Whoever tracks buffers at Netty's leak detector finds the same place there. The memory is
    // ours
    // until the loop has seen the answer, even if the client has released the node.
    node.memory().touch(site);
    verifier.add(retention);
    // The node is released before its retention is removed, and added here before we look whether
    // it is released: one of the two removes it.
    if (node.isReleased()) {
      verifier.remove(retention);
    }
  }

  /**
   * The callback has not kept the node.
   *
   * @return false if the client has released it all the same
   */
  boolean giveUp(Indication node) {
    // Before the state moves on, for those who find the node released; after all it may have been.
    returned = true;
    returned = node.markReleased();
    return returned;
  }

  /** The client has released the node. */
  void releasedHere() {
    released = CallSites.here("released");
    verifier.remove(retention);
  }
}

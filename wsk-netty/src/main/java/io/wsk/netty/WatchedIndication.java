package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** A receive buffer as a client under the verifier sees it. */
final class WatchedIndication extends DataIndication implements IndicationWatch.Watched {
  private final IndicationWatch watch;

  WatchedIndication(ActiveVerifier verifier, ReceiveIndicator owner, ByteBuf memory) {
    super(owner, memory);
    this.watch = new IndicationWatch(verifier, this, owner.socket());
  }

  @Override
  public IndicationWatch watch() {
    return watch;
  }

  @Override
  boolean wasReleasedByClient() {
    return isReleased() && !watch.wasReturned();
  }

  @Override
  boolean release() {
    try {
      boolean done = super.release();
      if (done) {
        watch.releasedHere();
      }
      return done;
    } finally {
      // Nobody may find the node lost before it is known to be released.
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public @Nullable WskDataIndication next() {
    watch.use(this);
    return super.next();
  }

  @Override
  public void setNext(@Nullable WskDataIndication newNext) {
    watch.use(this);
    super.setNext(newNext);
  }

  @Override
  public WskBuf buffer() {
    watch.use(this);
    return super.buffer();
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramIndication;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A datagram as a client under the verifier sees it. */
final class WatchedDatagram extends DatagramIndication implements IndicationWatch.Watched {
  private final IndicationWatch watch;

  WatchedDatagram(
      ActiveVerifier verifier,
      ReceiveFromPath owner,
      ByteBuf memory,
      InetSocketAddress remoteAddress) {
    super(owner, memory, remoteAddress);
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
  public @Nullable WskDatagramIndication next() {
    watch.use(this);
    return super.next();
  }

  @Override
  public void setNext(@Nullable WskDatagramIndication newNext) {
    watch.use(this);
    super.setNext(newNext);
  }

  @Override
  public WskBuf buffer() {
    watch.use(this);
    return super.buffer();
  }
}

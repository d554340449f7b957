package io.wsk.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.netty.util.concurrent.GlobalEventExecutor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The loop and another thread count retained bytes at a time: reading that has stopped because of
 * them goes on when all of them are released, whoever is last.
 */
public final class RetainedBytesStress {
  private RetainedBytesStress() {}

  private static final int ASK = 2;
  private static final int STOP = 3;
  private static final NettyOptions OPTIONS =
      NettyOptions.builder().retainedBytes(ASK, STOP).build();

  private static RetainedBytes retaining(long bytes) {
    RetainedBytes retained = new RetainedBytes(OPTIONS, GlobalEventExecutor.INSTANCE);
    retained.add(bytes);
    retained.check();
    return retained;
  }

  /** Results: whether the loop was told to read on, and whether the other thread was. */
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the loop was last")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the other thread was last")
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both saw both: reading is woken twice")
  @Outcome(expect = FORBIDDEN, desc = "nothing would ever be read again")
  @State
  public static class LastReleaseOfTwo {
    private final RetainedBytes retained = retaining(2 * ASK);

    /** The loop releases a half: as much as is asked for back is still retained. */
    @Actor
    public void loop(ZZ_Result result) {
      result.r1 = retained.subtractHere(ASK);
    }

    /** Another thread releases the other half. */
    @Actor
    public void another(ZZ_Result result) {
      result.r2 = retained.subtractElsewhere(ASK);
    }
  }

  /** Results: whether reading has stopped in the end, and whether it was to go on. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "released before reading stopped")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "stopped, then read on")
  @Outcome(expect = FORBIDDEN, desc = "stopped, and nothing is retained that could be released")
  @State
  public static class LastReleaseAgainstStop {
    private final RetainedBytes retained = retaining(STOP - 1);
    private volatile boolean readsOn;

    /** The loop retains so much that reading stops, unless enough has been released. */
    @Actor
    public void loop() {
      retained.add(1);
      retained.check();
    }

    /** Another thread releases what was there before. */
    @Actor
    public void another() {
      readsOn = retained.subtractElsewhere(STOP - 1);
    }

    /** What has come of it. */
    @Arbiter
    public void end(II_Result result) {
      result.r1 = retained.stopsReading() ? 1 : 0;
      result.r2 = readsOn ? 1 : 0;
    }
  }
}

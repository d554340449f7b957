package io.wsk.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The loop that finds a callback has kept an indication, and threads that release it: the memory is
 * released once. A second reference shows a release too many as a count of 0, and one that was
 * forgotten as a count of 2.
 */
public final class IndicationReleaseStress {
  private IndicationReleaseStress() {}

  /** What owns the indications; nothing is ever received on it. */
  private static final ReceiveIndicator OWNER = UnconnectedHandler.make();

  /** An indication over memory with a reference of its own and one of the test's. */
  private static final class Indicated {
    private final ByteBuf memory = Unpooled.buffer(1, 1).writeByte(1).retain();
    private final DataIndication indication =
        new DataIndication(OWNER, memory) {
          @Override
          boolean isInCallback() {
            return true; // The loop's actor is the callback's return.
          }
        };

    /** What the loop does when a callback has returned PENDING; 0 if it frees the memory. */
    int retain() {
      if (indication.retain()) {
        return 1;
      }
      memory.release();
      return 0;
    }

    int release() {
      return indication.release() ? 1 : 0;
    }
  }

  /** Results: retained, the answer to the release, references left. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "retained first: the client freed it")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "released first: the loop freed it")
  @Outcome(expect = FORBIDDEN, desc = "not released exactly once")
  @State
  public static class RetainAgainstRelease {
    private final Indicated indicated = new Indicated();

    @Actor
    public void loop(III_Result result) {
      result.r1 = indicated.retain();
    }

    @Actor
    public void client(III_Result result) {
      result.r2 = indicated.release();
    }

    @Arbiter
    public void afterwards(III_Result result) {
      result.r3 = indicated.memory.refCnt();
    }
  }

  /** Two releases of a retained one. Results: the answers, references left. */
  @JCStressTest
  @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the first freed it")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "the second freed it")
  @Outcome(expect = FORBIDDEN, desc = "not released exactly once")
  @State
  public static class TwoReleases {
    private final Indicated indicated = new Indicated();

    @SuppressWarnings("CheckReturnValue") // nobody competes yet
    public TwoReleases() {
      indicated.retain();
    }

    @Actor
    public void first(III_Result result) {
      result.r1 = indicated.release();
    }

    @Actor
    public void second(III_Result result) {
      result.r2 = indicated.release();
    }

    @Arbiter
    public void afterwards(III_Result result) {
      result.r3 = indicated.memory.refCnt();
    }
  }
}

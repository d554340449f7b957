package io.wsk.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.wsk.api.Wsk;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The gate's handshake between the loop and a thread that disables. A callback leaves a trace, and
 * the disabler looks for it when it is told that no call is in progress: a call that was let in and
 * has left no trace by then is in progress, or has even begun later.
 */
public final class GateStress {
  private static final int EVENT = Wsk.WSK_EVENT_RECEIVE;

  private GateStress() {}

  /** One call against one disable. Results: let in, "no call in progress", trace seen. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the call came first and has returned")
  @Outcome(id = "1, 0, [01]", expect = ACCEPTABLE, desc = "the call is in progress")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the disable came first")
  @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "both saw each other")
  @Outcome(expect = FORBIDDEN, desc = "disabled with a call in progress")
  @State
  public static class DisableAgainstCall {
    private final EventGate gate = new EventGate(0, EVENT);
    private int trace;

    @Actor
    public void loop(III_Result result) {
      if (gate.enter(EVENT)) {
        result.r1 = 1;
        trace = 1;
        gate.exit(EVENT);
      }
    }

    @Actor
    public void disabler(III_Result result) {
      result.r2 = gate.disable(EVENT) ? 1 : 0;
      result.r3 = trace;
    }
  }

  /** Two calls in a row against one disable. Results: calls, "no call in progress", traces. */
  @JCStressTest
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the disable came first")
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the disable came between the calls")
  @Outcome(id = "2, 1, 2", expect = ACCEPTABLE, desc = "the disable came last")
  @Outcome(id = "[012], 0, [012]", expect = ACCEPTABLE, desc = "a call was in progress")
  @Outcome(expect = FORBIDDEN, desc = "disabled with a call in progress")
  @State
  public static class DisableAgainstCalls {
    private final EventGate gate = new EventGate(0, EVENT);
    private int traces;

    @Actor
    public void loop(III_Result result) {
      result.r1 = call() + call();
    }

    private int call() {
      if (!gate.enter(EVENT)) {
        return 0;
      }
      traces++;
      gate.exit(EVENT);
      return 1;
    }

    @Actor
    public void disabler(III_Result result) {
      result.r2 = gate.disable(EVENT) ? 1 : 0;
      result.r3 = traces;
    }
  }

  /** After a disable has returned, whatever it said. Results: disable seen, let in. */
  @JCStressTest
  @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "the disable may be under way")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "disabled, and not let in")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "let in after the disable had returned")
  @State
  public static class CallAfterDisable {
    private final EventGate gate = new EventGate(0, EVENT);
    private volatile int returned;

    @Actor
    public void loop(II_Result result) {
      result.r1 = returned;
      if (gate.enter(EVENT)) {
        result.r2 = 1;
        gate.exit(EVENT);
      }
    }

    @Actor
    @SuppressWarnings("CheckReturnValue") // either answer will do
    public void disabler() {
      gate.disable(EVENT);
      returned = 1;
    }
  }
}

package io.wsk.netty;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.wsk.nt.Irp;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A client gives an IRP to a second call while the first one has it: the second looks for its
 * request before it learns that, and must not stumble over what the first is doing.
 */
public final class IrpSlotsStress {
  private IrpSlotsStress() {}

  private static final Object PATH = new Object();

  private record Send() implements KeptRequest {
    @Override
    public boolean isFor(Object path) {
      return path == PATH;
    }
  }

  private record Receive() implements KeptRequest {
    @Override
    public boolean isFor(Object path) {
      return path == PATH;
    }
  }

  /** Result: whether the second call has found the request of the last call of its kind. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "found")
  @Outcome(expect = FORBIDDEN, desc = "lost, or an exception")
  @State
  public static class FindAgainstKeep {
    private final Irp<Void> irp = Irp.allocate();

    /** An IRP that has sent and received. */
    public FindAgainstKeep() {
      IrpSlots.keep(irp, new Send());
      IrpSlots.keep(irp, new Receive());
    }

    /** The call that has the IRP: it receives for the first time on a socket. */
    @Actor
    public void owner() {
      IrpSlots.keep(irp, new Receive());
    }

    /** The call that should not have it. */
    @Actor
    public void second(Z_Result result) {
      result.r1 = IrpSlots.find(irp, Send.class, PATH) != null;
    }
  }
}

package io.wsk.netty;

import io.wsk.tck.TestedTransport;
import io.wsk.tck.WskComplianceKit;
import io.wsk.tck.WskHarness;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** By wish only: it would take a plain build over its time, and not every kernel lets it run. */
@TestedTransport("io_uring")
@EnabledIfSystemProperty(
    named = "wsk.kit.io_uring",
    matches = "true",
    disabledReason = "io_uring is tested with -Dwsk.kit.io_uring=true")
class IoUringComplianceTest extends WskComplianceKit {
  @Override
  protected WskHarness createHarness() {
    Throwable reason = TransportFactory.unavailability(Transport.IO_URING);
    Assumptions.assumeTrue(reason == null, () -> "io_uring is not available here: " + reason);
    return new NettyHarness(Transport.IO_URING);
  }
}

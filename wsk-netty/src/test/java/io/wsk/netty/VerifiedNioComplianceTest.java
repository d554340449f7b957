package io.wsk.netty;

import io.wsk.api.verifier.VerifierMode;
import io.wsk.tck.WskComplianceKit;
import io.wsk.tck.WskHarness;

/**
 * The whole kit once more with the verifier on: nothing answers otherwise than without it, and it
 * reports nothing but the rules that a test breaks on purpose. A strict one would throw in the
 * tests that go on after such a break.
 */
class VerifiedNioComplianceTest extends WskComplianceKit {
  @Override
  protected WskHarness createHarness() {
    return new NettyHarness(Transport.NIO, VerifierMode.STANDARD);
  }
}

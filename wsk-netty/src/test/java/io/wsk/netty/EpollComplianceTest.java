package io.wsk.netty;

import io.wsk.tck.TestedTransport;
import io.wsk.tck.WskComplianceKit;
import io.wsk.tck.WskHarness;

@TestedTransport("epoll")
class EpollComplianceTest extends WskComplianceKit {
  @Override
  protected WskHarness createHarness() {
    return new NettyHarness(Transport.EPOLL);
  }
}

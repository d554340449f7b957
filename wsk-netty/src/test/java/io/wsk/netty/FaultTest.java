package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INTERNAL_ERROR;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Ws2Def;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.tck.ContractTest;
import io.wsk.tck.Eventually;
import io.wsk.tck.WskHarness;
import org.junit.jupiter.api.Test;

/** A fault of the provider's own does not leave a client waiting. */
class FaultTest extends ContractTest {
  private static final String LOGGED = "threw; its request ends with an internal error";

  @Override
  protected WskHarness createHarness() {
    return new NettyHarness(Transport.NIO);
  }

  @Test
  void aStepThatThrowsEndsItsRequest() throws Exception {
    expectWarning(LOGGED);
    SocketBase socket = socket();
    Irp<Void> irp = Irp.allocate();
    NtStatus returned =
        socket.call(
            irp,
            socket.operation("WskTest"),
            null,
            () -> {
              throw new IllegalStateException("meant to be");
            });
    assertThat(returned).isEqualTo(STATUS_PENDING);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_INTERNAL_ERROR);
    assertThat(harness().counted("faults")).isEqualTo(1);
  }

  @Test
  void aStepThatThrowsAfterItHasCompletedItsRequestDoesNotEndTheNextOne() throws Exception {
    expectWarning(LOGGED);
    SocketBase socket = socket();
    Irp<Void> irp = Irp.allocate();
    Irp<Void> thrown = Irp.allocate();
    socket.call(
        irp,
        socket.operation("WskTest"),
        null,
        () -> {
          Requests.finish(irp, STATUS_SUCCESS);
          irp.reuse();
          // Pending for another call by now: that one must go on.
          NtStatus unused =
              socket.call(irp, socket.operation("WskTest"), null, () -> STATUS_PENDING);
          throw new IllegalStateException("meant to be");
        });
    socket.call(
        thrown, socket.operation("WskTest"), null, () -> Requests.finish(thrown, STATUS_SUCCESS));
    assertThat(thrown.await(Eventually.LIMIT)).isTrue();
    Eventually.asserted(() -> assertThat(harness().counted("faults")).isEqualTo(1));
    assertThat(irp.isPending()).isTrue();
    Requests.finish(irp, STATUS_SUCCESS);
  }

  private SocketBase socket() throws Exception {
    return (SocketBase)
        closeLater(get(npi().socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, Ws2Def.IPPROTO_TCP)));
  }
}

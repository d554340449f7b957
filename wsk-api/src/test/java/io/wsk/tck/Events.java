package io.wsk.tck;

import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;

/** What the chapters about events ask again and again. */
final class Events {
  private Events() {}

  /** A mask is a wrong parameter, with an IRP, which is completed, and without. */
  static void assertRefused(WskSocket socket, int eventMask) throws InterruptedException {
    assertRefused(socket, eventMask, STATUS_INVALID_PARAMETER);
  }

  /** A mask is answered with a failure, with an IRP, which is completed, and without. */
  static void assertRefused(WskSocket socket, int eventMask, NtStatus status)
      throws InterruptedException {
    String mask = "mask 0x" + Integer.toHexString(eventMask);
    assertThat(ContractTest.control(socket, eventMask)).as(mask).isEqualTo(status);
    // Without a disable an IRP is a fault of its own, and must not hide the other one.
    if (eventMask < 0) {
      Irp<Void> irp = ContractTest.completed(i -> ContractTest.control(socket, eventMask, i));
      assertThat(irp.status()).as(mask).isEqualTo(status);
      assertThat(irp.information()).as(mask).isZero();
    }
  }

  /** Data that comes in is not indicated; three bytes of it, {@code abc}, are waiting then. */
  static void assertReceiveIsDisabled(ContractTest.Pair pair) throws Exception {
    int before = pair.connection().receives.size();
    pair.peer().write("abc");
    Turns.of(pair);
    assertThat(pair.connection().receives).as("receive callbacks").hasSize(before);
  }

  /** Data that comes in is indicated, once, and then the peer's disconnect, once. */
  static void assertReceiveAndDisconnectAreEnabled(ContractTest.Pair pair) throws Exception {
    int before = pair.connection().disconnects.size();
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
    Turns.of(pair);
    assertThat(pair.connection().disconnects).as("further disconnects").hasSize(before);
    assertThat(Bytes.text(pair.connection().takenBytes())).isEqualTo("data");
  }
}

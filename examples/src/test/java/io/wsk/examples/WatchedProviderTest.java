package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Wsk;
import io.wsk.api.WskBasicSocket;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class WatchedProviderTest {
  @Test
  void aCallAfterCloseIsToldOf() throws Exception {
    Queue<VerifierReport> reports = new ConcurrentLinkedQueue<>();
    try (WskRegistration registration =
            Wsk.register(
                WskClientNpi.of(WSK_VERSION_1_0), WatchedProvider.tellingOf(reports::add));
        WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT)) {
      WskBasicSocket socket = WskTest.get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP));
      WskTest.get(socket.close());
      Irp<Void> late = Irp.allocate();
      assertThat(socket.close(late)).isEqualTo(NtStatus.STATUS_INVALID_HANDLE);
    }
    assertThat(reports).hasSize(1);
    assertThat(reports.peek().rule()).isEqualTo("CLO-05");
  }
}

package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskListenSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The port that docs/porting.md shows echoes, and closes what it has accepted. */
@ExtendWith(LogWatch.class)
class PortedEchoTest {
  private static final byte[] SENT = Client.pattern(1_000_000, 5);

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void bytesComeBackAndThenTheEnd(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport);
        Client client = new Client(listen(wsk).getLocalAddress().await())) {
      CompletableFuture<Void> written = client.writeInBackground(SENT, true);
      assertThat(client.readToEnd()).isEqualTo(SENT);
      assertThat(written).succeedsWithin(Duration.ofMillis(Client.LIMIT_MILLIS));
    } // the registration would not close with a connection left open
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void aClientThatResetsLeavesNothingOpen(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport)) {
      Client client = new Client(listen(wsk).getLocalAddress().await());
      client.write(Client.pattern(1_000, 7));
      assertThat(client.read(1_000)).isEqualTo(Client.pattern(1_000, 7));
      client.reset();
    }
  }

  private static WskListenSocket listen(WskTest wsk) throws Exception {
    int events = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    WskListenSocket listener =
        wsk.open(wsk.npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, PortedEcho.LISTEN));
    WskTest.get(listener.bind(WskTest.LOOPBACK));
    assertThat(listener.enable(events)).isEqualTo(NtStatus.STATUS_SUCCESS);
    return listener;
  }
}

package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.control.SocketOptions.SO_REUSEADDR;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.tck.ContractTest;
import io.wsk.tck.Eventually;
import io.wsk.tck.Peer;
import io.wsk.tck.WskHarness;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;

/** What the table of local addresses keeps, and for how long. */
class AddressTableTest extends ContractTest {
  @Override
  protected WskHarness createHarness() {
    return new NettyHarness(Transport.NIO);
  }

  private AddressTable table() {
    return ((NettyWskProvider) harness().provider()).runtime().addresses();
  }

  private WskListenSocket listener() throws Exception {
    return closeLater(
        get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())));
  }

  private static NtStatus bind(WskListenSocket socket, InetSocketAddress address)
      throws InterruptedException {
    return completed((Irp<Void> irp) -> socket.bind(address, 0, irp)).status();
  }

  @Test
  void aSocketIsNotedFromItsBindToItsClose() throws Exception {
    WskListenSocket listener = listener();
    assertThat(table().size()).isZero();
    get(listener.bind(anyLoopback()));
    assertThat(table().size()).isEqualTo(1);
    WskConnectionSocket connection = unbound();
    get(connection.bind(anyLoopback()));
    assertThat(table().size()).isEqualTo(2);
    get(connection.close());
    get(listener.close());
    assertThat(table().size()).isZero();
  }

  @Test
  void bindsThatFailLeaveNothingBehind() throws Exception {
    WskListenSocket first = listener();
    get(first.bind(anyLoopback()));
    Peer.Server elsewhere = closeLater(new Peer.Server());
    WskListenSocket second = listener();
    for (int i = 0; i < 3; i++) {
      assertThat(bind(second, addressOf(first))).isNotEqualTo(STATUS_SUCCESS);
      assertThat(bind(second, elsewhere.address())).isNotEqualTo(STATUS_SUCCESS);
    }
    assertThat(table().size()).isEqualTo(1);
  }

  @Test
  void theHostSharesThePortForTheMomentOfTheBindOnly() throws Exception {
    WskListenSocket first = listener();
    get(first.set(SO_REUSEADDR, true));
    get(first.bind(anyLoopback()));
    WskListenSocket second = listener();
    get(second.set(SO_REUSEADDR, true));
    assertThat(bind(second, addressOf(first))).isEqualTo(STATUS_SUCCESS);
    Eventually.until(
        "the host's sockets share no more", () -> !sharesPort(first) && !sharesPort(second));
  }

  private static boolean sharesPort(WskListenSocket socket) {
    Channel channel = ((SocketBase) socket).channel();
    return channel.config().getOption(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT));
  }
}

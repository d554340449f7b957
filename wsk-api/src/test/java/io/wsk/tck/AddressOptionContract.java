package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.control.SocketOptions.SO_EXCLUSIVEADDRUSE;
import static io.wsk.api.control.SocketOptions.SO_REUSEADDR;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.control.SocketOption;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a socket says about its local address: ADR-02, and its two options of OPT-01. */
public abstract class AddressOptionContract extends ContractTest {
  private static final List<SocketOption<Boolean>> BOTH =
      List.of(SO_REUSEADDR, SO_EXCLUSIVEADDRUSE);

  private WskListenSocket unboundListener() throws Exception {
    return closeLater(
        get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())));
  }

  private static NtStatus set(WskSocket socket, SocketOption<Boolean> option, boolean value)
      throws InterruptedException {
    return completed((Irp<Void> irp) -> socket.control(option.set(value), irp)).status();
  }

  @Test
  @WskRule({"ADR-02", "OPT-01"})
  void bothOptionsAreOffAtFirstAndAreSetAndReadBeforeBind() throws Exception {
    for (WskSocket socket : List.of(unboundListener(), unbound())) {
      for (SocketOption<Boolean> option : BOTH) {
        assertThat(get(socket.get(option))).as("%s", option).isFalse();
        get(socket.set(option, true));
        assertThat(get(socket.get(option))).isTrue();
        get(socket.set(option, false));
        assertThat(get(socket.get(option))).isFalse();
      }
    }
  }

  @Test
  @WskRule("ADR-02")
  void afterBindTheyStandAsTheyAre() throws Exception {
    for (SocketOption<Boolean> option : BOTH) {
      WskListenSocket listener = unboundListener();
      get(listener.set(option, true));
      get(listener.bind(anyLoopback()));
      WskConnectionSocket connection = unbound();
      get(connection.set(option, true));
      get(connection.bind(anyLoopback()));
      for (WskSocket socket : List.of(listener, connection)) {
        for (SocketOption<Boolean> each : BOTH) {
          assertThat(set(socket, each, each != option)).isEqualTo(STATUS_INVALID_DEVICE_STATE);
          assertThat(get(socket.get(each))).isEqualTo(each == option);
        }
      }
    }
  }

  @Test
  @WskRule({"ADR-02", "LIS-11"})
  void aSocketWhoseBindWasRefusedMaySaySomethingElse() throws Exception {
    WskListenSocket first = unboundListener();
    get(first.set(SO_REUSEADDR, true));
    get(first.bind(anyLoopback()));
    WskListenSocket second = unboundListener();
    assertThat(completed((Irp<Void> irp) -> second.bind(uncheckedAddress(first), 0, irp)).status())
        .isNotEqualTo(STATUS_SUCCESS);
    get(second.set(SO_REUSEADDR, true));
    assertThat(get(second.get(SO_REUSEADDR))).isTrue();
  }

  private static InetSocketAddress uncheckedAddress(WskListenSocket listener) {
    try {
      return addressOf(listener);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @WskRule({"ADR-02", "OPT-01"})
  void theTwoExcludeEachOther() throws Exception {
    WskConnectionSocket socket = unbound();
    for (SocketOption<Boolean> first : BOTH) {
      SocketOption<Boolean> second = first == SO_REUSEADDR ? SO_EXCLUSIVEADDRUSE : SO_REUSEADDR;
      get(socket.set(first, true));
      assertThat(set(socket, second, true)).isEqualTo(STATUS_INVALID_PARAMETER);
      assertThat(get(socket.get(second))).isFalse();
      // Saying no to what was never said changes nothing.
      assertThat(set(socket, second, false)).isEqualTo(STATUS_SUCCESS);
      assertThat(get(socket.get(first))).isTrue();
      get(socket.set(first, false));
    }
  }

  @Test
  @WskRule({"ADR-02", "OPT-01", "OPT-05"})
  void otherSocketsAndOtherValuesAreRefused() throws Exception {
    WskSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    Pair accepted = accepted(new TestConnection(), 0);
    for (SocketOption<Boolean> option : BOTH) {
      assertThat(set(basic, option, true)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
      assertThat(set(accepted.socket(), option, true)).isEqualTo(STATUS_INVALID_DEVICE_STATE);
      assertThat(get(accepted.socket().get(option))).isFalse();
      SocketOption<Integer> number =
          SocketOption.of(option.name(), option.level(), option.code(), Integer.class);
      Irp<Void> wrong = completed(irp -> unboundUnchecked().control(number.set(1), irp));
      assertThat(wrong.status()).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
      assertThat(unbound().control(option.set(true), null)).isEqualTo(STATUS_INVALID_PARAMETER);
    }
  }

  private WskConnectionSocket unboundUnchecked() {
    try {
      return unbound();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

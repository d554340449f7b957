package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Ws2Def.SOL_SOCKET;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.IrpUse;
import io.wsk.api.control.SocketIoctl;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.NtStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OPT-05, and the bad requests of OPT-01 and OPT-02: what is refused, how, and without effect. */
public abstract class OptionErrorContract extends ConnectionContract {
  private static final List<SocketOption<Integer>> BUFFERS =
      List.of(SocketOptions.SO_RCVBUF, SocketOptions.SO_SNDBUF);

  private static <V> void assertSetFails(
      WskSocket socket, SocketOption<V> option, V value, NtStatus status)
      throws InterruptedException {
    failsWith(status, irp -> socket.control(option.set(value), irp));
  }

  private static <V> void assertGetFails(WskSocket socket, SocketOption<V> option, NtStatus status)
      throws InterruptedException {
    ControlOutput<V> output = ControlOutput.unlimited();
    failsWith(status, irp -> socket.control(option.get(output), irp));
    assertThat(output.value()).isNull();
  }

  // ---- unknown
  // ----------------------------------------------------------------------------------

  @Test
  @WskRule("OPT-05")
  void unknownCodesAndLevelsAreNotSupported() throws Exception {
    WskSocket connection = connected(new TestConnection()).socket();
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    WskSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    SocketOption<Integer> code = SocketOption.of("SO_NOBODY", SOL_SOCKET, 0x7777, Integer.class);
    SocketOption<Integer> level = SocketOption.of("SO_NOWHERE", 0x7777, 0x0008, Integer.class);
    SocketIoctl<Integer, Integer> ioctl =
        SocketIoctl.of("SIO_NOBODY", 0x7777, Integer.class, Integer.class);
    for (WskSocket socket : List.of(connection, listener, basic)) {
      for (SocketOption<Integer> unknown : List.of(code, level)) {
        assertSetFails(socket, unknown, 1, STATUS_NOT_SUPPORTED);
        assertGetFails(socket, unknown, STATUS_NOT_SUPPORTED);
      }
      ControlOutput<Integer> output = ControlOutput.unlimited();
      failsWith(STATUS_NOT_SUPPORTED, irp -> socket.control(ioctl.request(1, output), irp));
      assertThat(output.value()).isNull();
    }
  }

  @Test
  @WskRule("OPT-05")
  void theNumberOfAnOptionIsNoIoctl() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    SocketIoctl<Boolean, Boolean> ioctl =
        SocketIoctl.of("SO_KEEPALIVE", 0x0008, Boolean.class, Boolean.class);
    failsWith(STATUS_NOT_SUPPORTED, irp -> socket.control(ioctl.request(true), irp));
    assertThat(get(socket.get(SocketOptions.SO_KEEPALIVE))).isFalse();
  }

  // ---- wrong values
  // -----------------------------------------------------------------------------

  @Test
  @WskRule("OPT-05")
  void valuesOfAWrongTypeAreOfAWrongSize() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    SocketOption<String> words = SocketOption.of("SO_KEEPALIVE", SOL_SOCKET, 0x0008, String.class);
    assertSetFails(socket, words, "yes", STATUS_INVALID_BUFFER_SIZE);
    assertGetFails(socket, words, STATUS_INVALID_BUFFER_SIZE);
    SocketOption<Boolean> size = SocketOption.of("SO_RCVBUF", SOL_SOCKET, 0x1002, Boolean.class);
    assertSetFails(socket, size, true, STATUS_INVALID_BUFFER_SIZE);
    assertGetFails(socket, size, STATUS_INVALID_BUFFER_SIZE);
    assertThat(get(socket.get(SocketOptions.SO_KEEPALIVE))).isFalse();
    assertThat(get(socket.get(SocketOptions.SO_RCVBUF))).isPositive();
  }

  @Test
  @WskRule("OPT-05")
  void valuesOutOfRangeAreOfAWrongSizeAndChangeNothing() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    for (SocketOption<Integer> buffer : BUFFERS) {
      assertOutOfRange(socket, buffer, 0, -1, Integer.MIN_VALUE);
    }
    assertOutOfRange(socket, SocketOptions.TCP_KEEPIDLE, 0, -1, 32_768, Integer.MAX_VALUE);
    assertOutOfRange(socket, SocketOptions.TCP_KEEPINTVL, 0, -1, 32_768, Integer.MAX_VALUE);
    assertOutOfRange(socket, SocketOptions.TCP_KEEPCNT, 0, -1, 128, Integer.MAX_VALUE);
    assertOutOfRange(socket, SocketOptions.IP_TTL, 0, -1, 256, Integer.MAX_VALUE);
    assertOutOfRange(socket, SocketOptions.IP_TOS, -1, 256, Integer.MIN_VALUE);
    WskConnectionSocket ipv6 =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET6,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        null,
                        WskClientConnectionDispatch.none())));
    assertOutOfRange(ipv6, SocketOptions.IPV6_UNICAST_HOPS, 0, -1, 256, Integer.MAX_VALUE);
  }

  private void assertOutOfRange(WskSocket socket, SocketOption<Integer> option, int... values)
      throws Exception {
    boolean served = harness().servesOption(option);
    Integer before = served ? get(socket.get(option)) : null;
    for (int value : values) {
      assertSetFails(socket, option, value, STATUS_INVALID_BUFFER_SIZE);
    }
    if (served) {
      assertThat(get(socket.get(option))).as("%s", option).isEqualTo(before);
    }
  }

  // ---- too little room
  // ---------------------------------------------------------------------------

  @Test
  @WskRule("OPT-05")
  void aResultThatDoesNotFitTellsItsSize() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    for (SocketOption<?> option :
        List.of(
            SocketOptions.SO_KEEPALIVE,
            SocketOptions.SO_RCVBUF,
            SocketOptions.SO_TYPE,
            SocketOptions.SO_ERROR,
            SocketOptions.SO_LINGER,
            SocketOptions.TCP_NODELAY)) {
      assertNeedsFourBytes(socket, option);
    }
  }

  private static <V> void assertNeedsFourBytes(WskSocket socket, SocketOption<V> option)
      throws InterruptedException {
    for (long capacity : new long[] {0, 3}) {
      ControlOutput<V> small = ControlOutput.ofCapacity(capacity);
      failsWith(STATUS_BUFFER_OVERFLOW, irp -> socket.control(option.get(small), irp));
      assertThat(small.sizeReturned()).as("%s", option).isEqualTo(4);
      assertThat(small.value()).as("%s", option).isNull();
    }
    ControlOutput<V> fitting = ControlOutput.ofCapacity(4);
    ends(completed(irp -> socket.control(option.get(fitting), irp)), NtStatus.STATUS_SUCCESS, 0);
    assertThat(fitting.value()).as("%s", option).isNotNull();
    assertThat(fitting.sizeReturned()).as("%s", option).isEqualTo(4);
  }

  @Test
  @WskRule("OPT-05")
  void anErrorThatDoesNotFitIsNotCleared() throws Exception {
    Pair pair = connected(new TestConnection());
    pair.peer().reset();
    ControlOutput<Integer> none = ControlOutput.ofCapacity(0);
    ControlOutput<Integer> output = ControlOutput.unlimited();
    Eventually.until(
        "the reset is the socket's error",
        () -> {
          failsWith(
              STATUS_BUFFER_OVERFLOW,
              irp -> pair.socket().control(SocketOptions.SO_ERROR.get(none), irp));
          completed(irp -> pair.socket().control(SocketOptions.SO_ERROR.get(output), irp));
          return output.get() == NtStatus.STATUS_CONNECTION_RESET.value();
        });
  }

  @Test
  @WskRule("OPT-05")
  void aHolderOfAnEarlierResultIsEmptiedByAFailure() throws Exception {
    WskSocket connection = connected(new TestConnection()).socket();
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    ControlOutput<Boolean> output = ControlOutput.unlimited();
    completed(irp -> connection.control(SocketOptions.TCP_NODELAY.get(output), irp));
    assertThat(output.value()).isNotNull();
    failsWith(
        STATUS_INVALID_DEVICE_REQUEST,
        irp -> listener.control(SocketOptions.TCP_NODELAY.get(output), irp));
    assertThat(output.value()).isNull();
    assertThat(output.sizeReturned()).isZero();
  }

  // ---- one way only
  // -----------------------------------------------------------------------------

  @Test
  @WskRule("OPT-05")
  void whatIsReadOnlyIsNotSetAndWhatIsSetOnlyIsNotRead() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    assertSetFails(socket, SocketOptions.SO_TYPE, 1, STATUS_NOT_SUPPORTED);
    assertSetFails(socket, SocketOptions.SO_ERROR, 0, STATUS_NOT_SUPPORTED);
    SocketOption<WskEventCallbackControl> events = SocketOptions.SO_WSK_EVENT_CALLBACK;
    assertGetFails(socket, events, STATUS_NOT_SUPPORTED);
  }

  // ---- the IRP
  // ----------------------------------------------------------------------------------

  @Test
  @WskRule({"OPT-01", "IRP-03"})
  void optionsNeedAnIrp() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    NtStatus set = socket.control(SocketOptions.SO_KEEPALIVE.set(true), null);
    assertThat(set).isEqualTo(STATUS_INVALID_PARAMETER);
    ControlOutput<Boolean> output = ControlOutput.unlimited();
    NtStatus read = socket.control(SocketOptions.SO_KEEPALIVE.get(output), null);
    assertThat(read).isEqualTo(STATUS_INVALID_PARAMETER);
    // An option that the client has named by itself has no rule of its own.
    SocketOption<Boolean> named =
        SocketOption.of("MINE", SOL_SOCKET, 0x0008, Boolean.class)
            .withIrpUse(IrpUse.OPTIONAL, IrpUse.FORBIDDEN);
    assertThat(socket.control(named.set(true), null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.control(named.get(output), null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(get(socket.get(SocketOptions.SO_KEEPALIVE))).isFalse();
    assertThat(output.value()).isNull();
  }

  // ---- not for this socket
  // ----------------------------------------------------------------------

  @Test
  @WskRule({"OPT-01", "OPT-02"})
  void optionsOfAnotherKindOfSocketAreRefusedBothWays() throws Exception {
    WskSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    assertForeign(basic, SocketOptions.SO_KEEPALIVE, true);
    assertForeign(basic, SocketOptions.SO_RCVBUF, 8192);
    assertForeign(basic, SocketOptions.TCP_NODELAY, true);
    assertForeign(basic, SocketOptions.IP_TTL, 8);
    assertGetFails(basic, SocketOptions.SO_ERROR, STATUS_INVALID_DEVICE_REQUEST);
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    assertForeign(listener, SocketOptions.SO_SNDBUF, 8192);
    assertForeign(listener, SocketOptions.TCP_NODELAY, true);
    assertForeign(listener, SocketOptions.TCP_KEEPIDLE, 9);
    assertForeign(listener, SocketOptions.IP_TTL, 8);
    assertForeign(listener, SocketOptions.IP_DONTFRAGMENT, true);
  }

  private static <V> void assertForeign(WskSocket socket, SocketOption<V> option, V value)
      throws InterruptedException {
    assertSetFails(socket, option, value, STATUS_INVALID_DEVICE_REQUEST);
    assertGetFails(socket, option, STATUS_INVALID_DEVICE_REQUEST);
  }

  @Test
  @WskRule("OPT-02")
  void whatShapesHandshakesIsSetBeforeThem() throws Exception {
    WskSocket connection = connected(new TestConnection()).socket();
    assertSetFails(connection, SocketOptions.TCP_FASTOPEN, true, STATUS_INVALID_DEVICE_STATE);
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    assertSetFails(listener, SocketOptions.TCP_FASTOPEN, true, STATUS_INVALID_DEVICE_STATE);
    assertSetFails(listener, SocketOptions.IPV6_V6ONLY, true, STATUS_INVALID_DEVICE_STATE);
  }

  @Test
  @WskRule("OPT-02")
  void afterTheEndTheHostsSocketIsGoneAndSaysSo() throws Exception {
    Pair pair = connected(new TestConnection());
    get(pair.socket().disconnect());
    pair.peer().shutdownOutput();
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(16))))).isZero();
    assertThat(pair.peer().readToEnd()).isEmpty();
    assertSetFails(pair.socket(), SocketOptions.SO_KEEPALIVE, true, STATUS_INVALID_DEVICE_STATE);
    assertGetFails(pair.socket(), SocketOptions.SO_RCVBUF, STATUS_INVALID_DEVICE_STATE);
    // What the provider knows by itself it still tells.
    assertThat(get(pair.socket().get(SocketOptions.SO_TYPE))).isEqualTo(SOCK_STREAM);
  }

  @Test
  @WskRule({"OPT-02", "OPT-05"})
  void whatTheTransportLacksIsNotSupportedAndBadValuesAreStillBad() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    // A transport that has them all has none of the other family's for this socket.
    SocketOption<Integer> lacking =
        harness().servesOption(SocketOptions.IP_TTL)
            ? SocketOptions.IPV6_UNICAST_HOPS
            : SocketOptions.IP_TTL;
    assertSetFails(socket, lacking, 64, STATUS_NOT_SUPPORTED);
    assertGetFails(socket, lacking, STATUS_NOT_SUPPORTED);
    assertSetFails(socket, lacking, 256, STATUS_INVALID_BUFFER_SIZE);
  }
}

package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_CACHE_SD;
import static io.wsk.api.control.ClientControls.WSK_RELEASE_SD;
import static io.wsk.api.control.ClientControls.WSK_TDI_BEHAVIOR;
import static io.wsk.api.control.ClientControls.WSK_TDI_BEHAVIOR_BYPASS_TDI;
import static io.wsk.api.control.ClientControls.WSK_TDI_DEVICENAME_MAPPING;
import static io.wsk.api.control.ClientControls.WSK_TRANSPORT_LIST_CHANGE;
import static io.wsk.api.control.ClientControls.WSK_TRANSPORT_LIST_QUERY;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.ClientControl;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskTdiMap;
import io.wsk.api.control.WskTdiMapInfo;
import io.wsk.api.control.WskTransport;
import io.wsk.api.control.WskTransportList;
import io.wsk.nt.Irp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of the client as a whole: CLI-01, CLI-02, CLI-04. */
public abstract class ClientControlContract extends ContractTest {
  private static final WskTdiMapInfo TDI_MAP =
      new WskTdiMapInfo(List.of(new WskTdiMap(SOCK_STREAM, AF_INET, IPPROTO_TCP, "\\Device\\Tcp")));

  // ---- CLI-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule("CLI-01")
  void theTransportListIsGivenAtOnceWithoutAnIrp() {
    ControlOutput<WskTransportList> list = ControlOutput.unlimited();
    assertThat(npi().control(WSK_TRANSPORT_LIST_QUERY, null, list, null)).isEqualTo(STATUS_SUCCESS);
    assertThat(list.get().transports()).isNotEmpty();
    assertThat(list.sizeReturned()).isEqualTo(list.get().transports().size());
    assertThat(list.get().transports()).anyMatch(ClientControlContract::isTcpOverIpv4);
  }

  private static boolean isTcpOverIpv4(WskTransport transport) {
    return transport.socketType() == SOCK_STREAM
        && transport.protocol() == IPPROTO_TCP
        && transport.addressFamily() == AF_INET;
  }

  @Test
  @WskRule("CLI-01")
  void aListThatDoesNotFitSaysHowMuchItNeeds() {
    ControlOutput<WskTransportList> whole = ControlOutput.unlimited();
    npi().control(WSK_TRANSPORT_LIST_QUERY, null, whole, null);
    long needed = whole.sizeReturned();
    for (long capacity : new long[] {0, needed - 1}) {
      ControlOutput<WskTransportList> small = ControlOutput.ofCapacity(capacity);
      assertThat(npi().control(WSK_TRANSPORT_LIST_QUERY, null, small, null))
          .isEqualTo(STATUS_BUFFER_OVERFLOW);
      assertThat(small.value()).isNull();
      assertThat(small.sizeReturned()).isEqualTo(needed);
    }
    ControlOutput<WskTransportList> exact = ControlOutput.ofCapacity(needed);
    assertThat(npi().control(WSK_TRANSPORT_LIST_QUERY, null, exact, null))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(exact.get()).isEqualTo(whole.get());
  }

  @Test
  @WskRule({"CLI-01", "IRP-07"})
  void whatIsAnsweredAtOnceTakesNoIrp() throws Exception {
    ControlOutput<WskTransportList> list = ControlOutput.unlimited();
    Irp<Void> irp = completed(i -> npi().control(WSK_TRANSPORT_LIST_QUERY, null, list, i));
    assertThat(irp.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(list.value()).isNull();
    for (ClientControl<?, ?> control :
        List.of(WSK_CACHE_SD, WSK_RELEASE_SD, WSK_TDI_DEVICENAME_MAPPING, WSK_TDI_BEHAVIOR)) {
      Irp<Void> refused = completed(i -> npi().control(control, null, null, i));
      assertThat(refused.status()).as("%s", control).isEqualTo(STATUS_INVALID_PARAMETER);
    }
  }

  // ---- CLI-02 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"CLI-02", "REG-07"})
  void listChangesPendUntilDeregistration() throws Exception {
    WskRegistration own =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider()));
    Irp<Void> first = Irp.allocate();
    Irp<Void> second = Irp.allocate();
    try (WskProviderNpi ownNpi = own.capture(WSK_INFINITE_WAIT)) {
      assertThat(ownNpi.control(WSK_TRANSPORT_LIST_CHANGE, null, null, first))
          .isEqualTo(STATUS_PENDING);
      assertThat(ownNpi.control(WSK_TRANSPORT_LIST_CHANGE, null, null, second))
          .isEqualTo(STATUS_PENDING);
      assertThat(first.isPending()).isTrue();
    }
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(first.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(second.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(first.information()).isZero();
  }

  @Test
  @WskRule({"CLI-02", "IRP-06"})
  void aListChangeIsCancelledAloneAndNeedsAnIrp() throws Exception {
    Irp<Void> cancelled = Irp.allocate();
    Irp<Void> other = Irp.allocate();
    assertThat(npi().control(WSK_TRANSPORT_LIST_CHANGE, null, null, cancelled))
        .isEqualTo(STATUS_PENDING);
    assertThat(npi().control(WSK_TRANSPORT_LIST_CHANGE, null, null, other))
        .isEqualTo(STATUS_PENDING);
    assertThat(cancelled.cancel()).isTrue();
    assertThat(cancelled.await(Eventually.LIMIT)).isTrue();
    assertThat(cancelled.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(cancelled.cancel()).isFalse();
    assertThat(other.isPending()).isTrue();
    assertThat(npi().control(WSK_TRANSPORT_LIST_CHANGE, null, null, null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(other.cancel()).isTrue();
    assertThat(other.await(Eventually.LIMIT)).isTrue();
  }

  // ---- CLI-04 -----------------------------------------------------------------------------------

  @Test
  @WskRule("CLI-04")
  void bypassingTdiSucceedsAndHasNoEffect() throws Exception {
    assertThat(npi().control(WSK_TDI_BEHAVIOR, WSK_TDI_BEHAVIOR_BYPASS_TDI, null, null))
        .isEqualTo(STATUS_SUCCESS);
    get(unbound().bind(anyLoopback()));
    // After a socket too: it decides nothing here.
    assertThat(npi().control(WSK_TDI_BEHAVIOR, WSK_TDI_BEHAVIOR_BYPASS_TDI, null, null))
        .isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("CLI-04")
  void everythingElseAboutTdiIsNotSupported() {
    assertThat(npi().control(WSK_TDI_DEVICENAME_MAPPING, TDI_MAP, null, null))
        .isEqualTo(STATUS_NOT_SUPPORTED);
    for (int mask : new int[] {0, 2, WSK_TDI_BEHAVIOR_BYPASS_TDI | 2, -1}) {
      assertThat(npi().control(WSK_TDI_BEHAVIOR, mask, null, null))
          .as("mask %x", mask)
          .isEqualTo(STATUS_NOT_SUPPORTED);
    }
    assertThat(npi().control(WSK_TDI_BEHAVIOR, null, null, null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
  }

  @Test
  @WskRule({"CLI-04", "OPT-05"})
  void aControlThatNobodyKnowsIsNotSupported() throws Exception {
    ClientControl<Integer, Integer> unknown =
        ClientControl.of("WSK_NOBODY", 99, Integer.class, Integer.class);
    ControlOutput<Integer> output = ControlOutput.unlimited();
    assertThat(npi().control(unknown, 1, output, null)).isEqualTo(STATUS_NOT_SUPPORTED);
    assertThat(output.value()).isNull();
    // A known number with values of another type is not that control.
    ClientControl<String, Void> disguised =
        ClientControl.of("WSK_DISGUISED", WSK_TDI_BEHAVIOR.code(), String.class, Void.class);
    assertThat(npi().control(disguised, "1", null, null)).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
  }

  @Test
  @WskRule({"CLI-01", "CLI-02", "CLI-04", "IRP-03"})
  void aForeignClientIsRefusedAndItsIrpLeftAlone() {
    Irp<Void> irp = Irp.allocate();
    assertThat(npi().dispatch().controlClient(null, WSK_TRANSPORT_LIST_CHANGE, null, null, irp))
        .isEqualTo(STATUS_INVALID_HANDLE);
    assertThat(irp.isPending()).isFalse();
    assertThat(irp.isCompleted()).isFalse();
    assertThat(npi().dispatch().controlClient(null, WSK_TDI_BEHAVIOR, 1, null, null))
        .isEqualTo(STATUS_INVALID_HANDLE);
  }
}

package io.wsk.tck;

import static io.wsk.api.Ws2Def.NI_DGRAM;
import static io.wsk.api.Ws2Def.NI_NAMEREQD;
import static io.wsk.api.Ws2Def.NI_NOFQDN;
import static io.wsk.api.Ws2Def.NI_NUMERICHOST;
import static io.wsk.api.Ws2Def.NI_NUMERICSERV;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** From addresses to names: CLI-06. */
public abstract class NameInfoContract extends ContractTest {
  private static final int UNNAMED_PORT = 1;

  private final Out<String> node = new Out<>();
  private final Out<String> service = new Out<>();

  private NtStatus lookUp(InetSocketAddress address, int flags, Irp<?> irp) {
    return npi().dispatch().getNameInfo(npi().client(), address, node, service, flags, irp);
  }

  private NtStatus status(InetSocketAddress address, int flags) throws Exception {
    node.clear();
    service.clear();
    return this.<Void>completedLookUp(address, flags).status();
  }

  private <T> Irp<T> completedLookUp(InetSocketAddress address, int flags) throws Exception {
    return completed(irp -> lookUp(address, flags, irp));
  }

  private static InetSocketAddress at(String figures, int port) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(figures), port);
  }

  @Test
  @WskRule("CLI-06")
  void anAddressGivesItsNameAndAPortThatHasNoneItsFigures() throws Exception {
    harness().names().add("www.example.test", "192.0.2.7", "2001:db8::7");
    for (String figures : new String[] {"192.0.2.7", "2001:db8::7"}) {
      assertThat(status(at(figures, 59999), 0)).isEqualTo(STATUS_SUCCESS);
      assertThat(node.get()).isEqualTo("www.example.test");
      assertThat(service.get()).isEqualTo("59999");
    }
    assertThat(status(at("192.0.2.7", 59999), NI_NAMEREQD)).isEqualTo(STATUS_SUCCESS);
    assertThat(status(at("192.0.2.7", 59999), NI_NOFQDN)).isEqualTo(STATUS_SUCCESS);
    assertThat(node.get()).isEqualTo("www");
  }

  @Test
  @WskRule("CLI-06")
  void anAddressWithoutANameGivesItsFiguresUnlessANameIsRequired() throws Exception {
    assertThat(status(at("192.0.2.9", 59999), 0)).isEqualTo(STATUS_SUCCESS);
    assertThat(node.get()).isEqualTo("192.0.2.9");
    assertThat(status(at("192.0.2.9", 59999), NI_NOFQDN)).isEqualTo(STATUS_SUCCESS);
    assertThat(node.get()).isEqualTo("192.0.2.9");
    Irp<Void> required = completed(irp -> lookUp(at("192.0.2.9", 59999, 0), NI_NAMEREQD, irp));
    assertThat(required.status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(required.information()).isZero();
    assertThat(status(at("192.0.2.9", 59999), NI_NAMEREQD)).isEqualTo(STATUS_NOT_FOUND);
    assertThat(node.orNull()).isNull();
    assertThat(service.orNull()).isNull();
  }

  /** For lambdas, which cannot throw. */
  private static InetSocketAddress at(String figures, int port, int unused) {
    try {
      return at(figures, port + unused);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @WskRule("CLI-06")
  void figuresAskNobody() throws Exception {
    TestNames names = harness().names();
    names.add("www.test", "192.0.2.7", "2001:db8::7");
    closeLater((AutoCloseable) names::letGo);
    names.hold();
    int figures = NI_NUMERICHOST | NI_NUMERICSERV;
    assertThat(status(at("192.0.2.7", 80), figures)).isEqualTo(STATUS_SUCCESS);
    assertThat(node.get()).isEqualTo("192.0.2.7");
    assertThat(service.get()).isEqualTo("80");
    assertThat(status(at("2001:db8::7", 0), figures | NI_DGRAM)).isEqualTo(STATUS_SUCCESS);
    assertThat(node.get()).isEqualTo("2001:db8::7");
    assertThat(service.get()).isEqualTo("0");
    // The service alone does not ask for the node.
    Irp<Void> alone =
        completed(
            irp ->
                npi().dispatch().getNameInfo(npi().client(), anyLoopback(), null, service, 0, irp));
    assertThat(alone.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(names.asked).isEmpty();
  }

  @Test
  @WskRule("CLI-06")
  void aPortGivesItsServiceOfTheProtocolAskedFor() throws Exception {
    InetSocketAddress ssh = at("192.0.2.9", 22);
    InetSocketAddress tftp = at("192.0.2.9", 69);
    assertThat(status(ssh, NI_NUMERICHOST)).isEqualTo(STATUS_SUCCESS);
    Assumptions.assumeTrue(
        service.get().equals("ssh"), "the host's services file does not know 22/tcp as 'ssh'");
    assertThat(status(ssh, NI_NUMERICHOST | NI_NUMERICSERV)).isEqualTo(STATUS_SUCCESS);
    assertThat(service.get()).isEqualTo("22");
    assertThat(status(tftp, NI_NUMERICHOST | NI_DGRAM)).isEqualTo(STATUS_SUCCESS);
    Assumptions.assumeTrue(
        service.get().equals("tftp"), "the host's services file does not know 69/udp as 'tftp'");
    assertThat(status(tftp, NI_NUMERICHOST)).isEqualTo(STATUS_SUCCESS);
    assertThat(service.get()).isEqualTo("69");
  }

  @Test
  @WskRule("CLI-06")
  void wrongArgumentsAreRefused() throws Exception {
    InetSocketAddress address = at("192.0.2.7", UNNAMED_PORT);
    Irp<Void> nothingWanted =
        completed(irp -> npi().dispatch().getNameInfo(npi().client(), address, null, null, 0, irp));
    assertThat(nothingWanted.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    for (int flags : new int[] {0x20, 0x80000000, NI_NUMERICHOST | 0x100}) {
      assertThat(status(address, flags)).as("%x", flags).isEqualTo(STATUS_INVALID_PARAMETER);
    }
    assertThat(status(address, NI_NUMERICHOST | NI_NAMEREQD)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(status(InetSocketAddress.createUnresolved("x.test", 1), 0))
        .isEqualTo(STATUS_INVALID_ADDRESS);
    assertThat(node.orNull()).isNull();
    assertThat(service.orNull()).isNull();
    assertThat(lookUp(address, 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    Irp<Void> irp = Irp.allocate();
    assertThat(npi().dispatch().getNameInfo(null, address, node, service, 0, irp))
        .isEqualTo(STATUS_INVALID_HANDLE);
    assertThat(irp.isPending()).isFalse();
    assertThat(irp.isCompleted()).isFalse();
  }

  @Test
  @WskRule({"CLI-06", "IRP-06"})
  void aCancelledLookUpWritesNothingAfterwards() throws Exception {
    TestNames names = harness().names();
    names.add("late.test", "192.0.2.7");
    closeLater((AutoCloseable) names::letGo);
    names.hold();
    Irp<Void> irp = Irp.allocate();
    assertThat(lookUp(at("192.0.2.7", UNNAMED_PORT), 0, irp)).isEqualTo(STATUS_PENDING);
    Eventually.taken("the question", names.asked);
    assertThat(irp.cancel()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    names.letGo();
    // The same thread, or one after it, answers the next.
    Out<String> next = new Out<>();
    for (int i = 0; i < 8; i++) {
      Irp<Void> other =
          completed(
              o ->
                  npi()
                      .dispatch()
                      .getNameInfo(
                          npi().client(), at("192.0.2.7", UNNAMED_PORT, 0), next, null, 0, o));
      assertThat(other.status()).isEqualTo(STATUS_SUCCESS);
    }
    assertThat(node.orNull()).isNull();
    assertThat(service.orNull()).isNull();
  }

  @Test
  @WskRule({"CLI-06", "REG-05", "REG-09"})
  void deregistrationWaitsForIt() throws Exception {
    TestNames names = harness().names();
    closeLater((AutoCloseable) names::letGo);
    names.hold();
    WskRegistration own =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider()));
    Irp<Void> irp = Irp.allocate();
    try (WskProviderNpi ownNpi = own.capture(WSK_INFINITE_WAIT)) {
      ownNpi
          .dispatch()
          .getNameInfo(ownNpi.client(), at("192.0.2.7", UNNAMED_PORT), node, null, 0, irp);
    }
    assertThat(own.deregister(Duration.ofMillis(1)).pendingRequests())
        .singleElement()
        .asString()
        .contains("WskGetNameInfo", "192.0.2.7");
    names.letGo();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(node.get()).isEqualTo("192.0.2.7");
  }

  @Test
  @WskRule("CLI-06")
  void theShortFormGivesTheName() throws Exception {
    harness().names().add("host.test", "192.0.2.1");
    assertThat(get(npi().getNodeName(at("192.0.2.1", 0), 0))).isEqualTo("host.test");
    assertThat(get(npi().getNodeName(at("192.0.2.2", 0), 0))).isEqualTo("192.0.2.2");
  }
}

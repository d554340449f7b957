package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.AF_UNSPEC;
import static io.wsk.api.Ws2Def.AI_CANONNAME;
import static io.wsk.api.Ws2Def.AI_NUMERICHOST;
import static io.wsk.api.Ws2Def.AI_NUMERICSERV;
import static io.wsk.api.Ws2Def.AI_PASSIVE;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.NS_ALL;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INSUFFICIENT_RESOURCES;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.AddrInfoExW;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** From names to addresses: CLI-05. */
public abstract class AddressInfoContract extends ContractTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final int ROUNDS = 100;
  private static final AddrInfoExW ANY = AddrInfoExW.hints(AF_UNSPEC, 0, 0);

  private NtStatus lookUp(String node, String service, AddrInfoExW hints, Irp<AddrInfoExW> irp) {
    return npi().dispatch().getAddressInfo(npi().client(), node, service, NS_ALL, hints, irp);
  }

  /** Looks up and waits. */
  private Irp<AddrInfoExW> found(String node, String service, AddrInfoExW hints) throws Exception {
    return completed(irp -> lookUp(node, service, hints, irp));
  }

  /** The addresses of a look-up that succeeds, in order; the list is given back. */
  private List<InetSocketAddress> addresses(String node, String service, AddrInfoExW hints)
      throws Exception {
    List<InetSocketAddress> addresses = new ArrayList<>();
    nodes(node, service, hints).forEach(info -> addresses.add(info.addr()));
    return addresses;
  }

  private List<AddrInfoExW> nodes(String node, String service, AddrInfoExW hints) throws Exception {
    Irp<AddrInfoExW> irp = found(node, service, hints);
    assertThat(irp.status()).as("%s:%s", node, service).isEqualTo(STATUS_SUCCESS);
    List<AddrInfoExW> nodes = new ArrayList<>();
    for (AddrInfoExW info = irp.result(); info != null; info = info.next()) {
      nodes.add(info);
    }
    npi().freeAddressInfo(irp.result());
    return nodes;
  }

  private static InetSocketAddress at(String figures, int port) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(figures), port);
  }

  private static AddrInfoExW flags(int flags) {
    return AddrInfoExW.hints(flags, AF_UNSPEC, 0, 0);
  }

  private TestNames held() {
    TestNames names = harness().names();
    closeLater((AutoCloseable) names::letGo);
    names.hold();
    return names;
  }

  // ---- names ------------------------------------------------------------------------------------

  @Test
  @WskRule("CLI-05")
  void aNameGivesItsAddressesInTheHostsOrderWithTheNumericPort() throws Exception {
    harness().names().add("both.test", "192.0.2.7", "2001:db8::7", "192.0.2.8");
    assertThat(addresses("both.test", "8080", null))
        .containsExactly(at("192.0.2.7", 8080), at("2001:db8::7", 8080), at("192.0.2.8", 8080));
    assertThat(addresses("both.test", null, null)).hasSize(3).allMatch(a -> a.getPort() == 0);
    for (AddrInfoExW info : nodes("both.test", "1", null)) {
      boolean ipv4 = info.addr().getAddress().getAddress().length == 4;
      assertThat(info.family()).isEqualTo(ipv4 ? AF_INET : AF_INET6);
      assertThat(info.socktype()).isZero();
      assertThat(info.protocol()).isZero();
      assertThat(info.canonname()).isNull();
    }
  }

  @Test
  @WskRule("CLI-05")
  void hintsChooseFamilyAndTransport() throws Exception {
    harness().names().add("both.test", "192.0.2.7", "2001:db8::7");
    AddrInfoExW stream6 = AddrInfoExW.hints(AF_INET6, SOCK_STREAM, IPPROTO_TCP);
    AddrInfoExW only = nodes("both.test", "80", stream6).get(0);
    assertThat(only)
        .isEqualTo(
            new AddrInfoExW(
                0, AF_INET6, SOCK_STREAM, IPPROTO_TCP, at("2001:db8::7", 80), null, null));
    // One of type and protocol says the other.
    AddrInfoExW byType = AddrInfoExW.hints(AF_INET, SOCK_DGRAM, 0);
    assertThat(nodes("both.test", "80", byType).get(0).protocol()).isEqualTo(IPPROTO_UDP);
    AddrInfoExW byProtocol = AddrInfoExW.hints(AF_INET, 0, IPPROTO_TCP);
    assertThat(nodes("both.test", "80", byProtocol).get(0).socktype()).isEqualTo(SOCK_STREAM);
  }

  @Test
  @WskRule("CLI-05")
  void anUnknownNameIsNotFound() throws Exception {
    harness().names().add("four.test", "192.0.2.7");
    Irp<AddrInfoExW> unknown = found("nobody.test", "80", null);
    assertThat(unknown.status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(unknown.information()).isZero();
    assertThat(unknown.result()).isNull();
    AddrInfoExW ipv6 = AddrInfoExW.hints(AF_INET6, 0, 0);
    assertThat(found("four.test", "80", ipv6).status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(found("127.0.0.1", "no-such-service", null).status()).isEqualTo(STATUS_NOT_FOUND);
  }

  @Test
  @WskRule("CLI-05")
  void theCanonicalNameIsInTheFirstResultIfAskedFor() throws Exception {
    harness().names().add("www.test", "192.0.2.7", "192.0.2.8");
    harness().names().add("alias.test", "192.0.2.9");
    harness().names().add("real.test", "192.0.2.9");
    List<AddrInfoExW> nodes = nodes("www.test", "80", flags(AI_CANONNAME));
    assertThat(nodes.get(0).canonname()).isEqualTo("www.test");
    assertThat(nodes.get(1).canonname()).isNull();
    assertThat(nodes("alias.test", "80", flags(AI_CANONNAME)).get(0).canonname())
        .isEqualTo("real.test");
    assertThat(nodes("192.0.2.9", "80", flags(AI_CANONNAME)).get(0).canonname())
        .isEqualTo("192.0.2.9");
  }

  // ---- figures ----------------------------------------------------------------------------------

  @Test
  @WskRule("CLI-05")
  void figuresAskNobodyAndDoNotWaitForThoseWhoAsk() throws Exception {
    TestNames names = held();
    List<Irp<AddrInfoExW>> waiting = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Irp<AddrInfoExW> irp = Irp.allocate();
      assertThat(lookUp("slow" + i + ".test", "80", null, irp)).isEqualTo(STATUS_PENDING);
      waiting.add(irp);
    }
    Eventually.taken("a look-up that asks the host", names.asked);
    Irp<AddrInfoExW> first = Irp.allocate();
    assertThat(lookUp("127.0.0.1", "65535", null, first)).isEqualTo(STATUS_PENDING);
    assertThat(first.await(Eventually.LIMIT)).isTrue();
    assertThat(first.result().addr()).isEqualTo(at("127.0.0.1", 65535));
    assertThat(addresses("2001:db8::1", "0", ANY)).containsExactly(at("2001:db8::1", 0));
    assertThat(addresses("192.0.2.1", "7", flags(AI_NUMERICHOST | AI_NUMERICSERV)))
        .containsExactly(at("192.0.2.1", 7));
    assertThat(found("host.test", "80", flags(AI_NUMERICHOST)).status())
        .isEqualTo(STATUS_NOT_FOUND);
    assertThat(found("::1", "http", flags(AI_NUMERICSERV)).status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(names.asked).noneMatch(name -> !name.startsWith("slow"));
    names.letGo();
    for (Irp<AddrInfoExW> irp : waiting) {
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      assertThat(irp.status()).isEqualTo(STATUS_NOT_FOUND);
    }
  }

  @Test
  @WskRule("CLI-05")
  void withoutANodeTheAddressesAreLoopbackOrTheWildcard() throws Exception {
    assertThat(addresses(null, "80", null)).containsExactly(at("127.0.0.1", 80), at("::1", 80));
    assertThat(addresses(null, "80", flags(AI_PASSIVE)))
        .containsExactly(at("0.0.0.0", 80), at("::", 80));
    AddrInfoExW ipv6 = AddrInfoExW.hints(AI_PASSIVE, AF_INET6, 0, 0);
    assertThat(addresses(null, "80", ipv6)).containsExactly(at("::", 80));
    assertThat(harness().names().asked).isEmpty();
  }

  @Test
  @WskRule("CLI-05")
  void aServiceNameGivesThePortsThatTheHostHasForIt() throws Exception {
    AddrInfoExW tcp = AddrInfoExW.hints(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    Assumptions.assumeTrue(
        found("192.0.2.1", "domain", tcp).status() == STATUS_SUCCESS,
        "the host's services file does not know 'domain'");
    assertThat(addresses("192.0.2.1", "domain", tcp)).containsExactly(at("192.0.2.1", 53));
    List<AddrInfoExW> both = nodes("192.0.2.1", "domain", ANY);
    assertThat(both).extracting(AddrInfoExW::protocol).containsExactly(IPPROTO_TCP, IPPROTO_UDP);
    assertThat(both).extracting(AddrInfoExW::socktype).containsExactly(SOCK_STREAM, SOCK_DGRAM);
    assertThat(both).allMatch(info -> info.addr().getPort() == 53);
  }

  // ---- wrong arguments --------------------------------------------------------------------------

  @Test
  @WskRule("CLI-05")
  void wrongArgumentsAreRefused() throws Exception {
    AddrInfoExW linked = new AddrInfoExW(0, 0, 0, 0, null, null, ANY);
    AddrInfoExW named = new AddrInfoExW(0, 0, 0, 0, null, "name", null);
    AddrInfoExW addressed = new AddrInfoExW(0, 0, 0, 0, at("127.0.0.1", 1), null, null);
    assertInvalid(null, null, null);
    assertInvalid("", "80", null);
    assertInvalid("127.0.0.1", "", null);
    assertInvalid("127.0.0.1", "65536", null);
    assertInvalid("127.0.0.1", "99999999999999999999", null);
    assertInvalid(null, "80", flags(AI_CANONNAME));
    assertInvalid("127.0.0.1", "80", flags(0x40000000));
    assertInvalid("127.0.0.1", "80", flags(AI_PASSIVE | 0x10));
    assertInvalid("127.0.0.1", "80", AddrInfoExW.hints(99, 0, 0));
    assertInvalid("127.0.0.1", "80", AddrInfoExW.hints(AF_INET, 99, 0));
    assertInvalid("127.0.0.1", "80", AddrInfoExW.hints(AF_INET, 0, 99));
    assertInvalid("127.0.0.1", "80", AddrInfoExW.hints(AF_INET, SOCK_STREAM, IPPROTO_UDP));
    assertInvalid("127.0.0.1", "80", linked);
    assertInvalid("127.0.0.1", "80", named);
    assertInvalid("127.0.0.1", "80", addressed);
    Irp<AddrInfoExW> space =
        completed(
            irp ->
                npi().dispatch().getAddressInfo(npi().client(), "127.0.0.1", "1", 77, null, irp));
    assertThat(space.status()).isEqualTo(STATUS_NOT_SUPPORTED);
  }

  private void assertInvalid(String node, String service, AddrInfoExW hints) throws Exception {
    Irp<AddrInfoExW> irp = found(node, service, hints);
    assertThat(irp.status())
        .as("%s:%s, %s", node, service, hints)
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(irp.result()).isNull();
  }

  @Test
  @WskRule({"CLI-05", "IRP-03", "IRP-05"})
  void withoutAnIrpOfItsOwnNothingHappens() throws Exception {
    TestNames names = held();
    assertThat(lookUp("host.test", "80", null, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    Irp<AddrInfoExW> irp = Irp.allocate();
    assertThat(npi().dispatch().getAddressInfo(null, "a.test", "80", NS_ALL, null, irp))
        .isEqualTo(STATUS_INVALID_HANDLE);
    assertThat(irp.isPending()).isFalse();
    assertThat(lookUp("first.test", "80", null, irp)).isEqualTo(STATUS_PENDING);
    assertThat(lookUp("second.test", "80", null, irp)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(Eventually.taken("the first", names.asked)).isEqualTo("first.test");
    names.letGo();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(names.asked).isEmpty();
  }

  // ---- giving back ------------------------------------------------------------------------------

  @Test
  @WskRule("CLI-05")
  void aListThatIsGivenBackTwiceOrNotTheClientsIsReportedAndHarmsNothing() throws Exception {
    Irp<AddrInfoExW> irp = found(null, "80", null);
    AddrInfoExW list = irp.result();
    // Equal to the list in every field, and another one.
    AddrInfoExW equal = found(null, "80", null).result();
    assertThat(equal).isEqualTo(list).isNotSameAs(list);
    npi().freeAddressInfo(list);
    assertThat(harness().counted("client.errors")).isZero();
    npi().freeAddressInfo(list);
    assertThat(harness().counted("client.errors")).isEqualTo(1);
    npi().freeAddressInfo(ANY);
    assertThat(harness().counted("client.errors")).isEqualTo(2);
    expectWarning("CLI-05");
    // Only the first of a list stands for it.
    npi().freeAddressInfo(equal.next());
    assertThat(harness().counted("client.errors")).isEqualTo(3);
    npi().freeAddressInfo(equal);
    assertThat(harness().counted("client.errors")).isEqualTo(3);
    assertThat(list.addr()).isEqualTo(at("127.0.0.1", 80));
  }

  // ---- slow hosts -------------------------------------------------------------------------------

  @Test
  @WskRule({"CLI-05", "THR-01"})
  void aSlowHostHoldsUpNoEventLoop() throws Exception {
    TestNames names = held();
    AtomicReference<NtStatus> returned = new AtomicReference<>();
    Irp<AddrInfoExW> inCallback = Irp.allocate();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          returned.set(lookUp("callback.test", "80", null, inCallback));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    // More than any loop or thread the provider may have for this.
    List<Irp<AddrInfoExW>> waiting = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Irp<AddrInfoExW> irp = Irp.allocate();
      assertThat(lookUp("slow" + i + ".test", "80", null, irp)).isEqualTo(STATUS_PENDING);
      waiting.add(irp);
    }
    Eventually.taken("a look-up asks the host", names.asked);
    pair.peer().write("x");
    Eventually.until("the callback has looked up", () -> returned.get() != null);
    assertThat(returned.get()).isEqualTo(STATUS_PENDING);
    List<Pair> others =
        List.of(pair, connected(new TestConnection()), connected(new TestConnection()));
    for (Pair other : others) {
      Turns.of(other);
    }
    assertThat(inCallback.isPending()).isTrue();
    names.letGo();
    assertThat(inCallback.await(Eventually.LIMIT)).isTrue();
    for (Irp<AddrInfoExW> irp : waiting) {
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
    }
  }

  @Test
  @WskRule({"CLI-05", "IRP-06"})
  void aCancelledLookUpCompletesAtOnceAndItsLateAnswerIsDropped() throws Exception {
    TestNames names = held();
    names.add("late.test", "192.0.2.1");
    names.add("later.test", "192.0.2.2");
    AtomicInteger completions = new AtomicInteger();
    Irp<AddrInfoExW> irp = Irp.onCompletion(completions::incrementAndGet);
    assertThat(lookUp("late.test", "80", null, irp)).isEqualTo(STATUS_PENDING);
    assertThat(Eventually.taken("the question", names.asked)).isEqualTo("late.test");
    assertThat(irp.cancel()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(irp.result()).isNull();
    assertThat(irp.cancel()).isFalse();
    // The same IRP waits for another answer when the first one comes.
    irp.reuse();
    assertThat(lookUp("later.test", "80", null, irp)).isEqualTo(STATUS_PENDING);
    names.letGo();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.result().addr()).isEqualTo(at("192.0.2.2", 80));
    assertThat(completions).hasValue(1);
  }

  @Test
  @WskRule({"CLI-05", "IRP-06"})
  void lookUpsThatHaveNotAskedYetAreCancelledWithoutAsking() throws Exception {
    TestNames names = held();
    List<Irp<AddrInfoExW>> waiting = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Irp<AddrInfoExW> irp = Irp.allocate();
      assertThat(lookUp("name" + i + ".test", "80", null, irp)).isEqualTo(STATUS_PENDING);
      waiting.add(irp);
    }
    Eventually.taken("a question", names.asked);
    // The last first: a thread that starts late takes what is first of what is left, and asks.
    Collections.reverse(waiting);
    for (Irp<AddrInfoExW> irp : waiting) {
      assertThat(irp.cancel()).isTrue();
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    }
    names.add("last.test", "192.0.2.1");
    names.letGo();
    // It lines up behind all the others.
    assertThat(addresses("last.test", "1", null)).hasSize(1);
    assertThat(names.asked).contains("last.test").doesNotContain("name32.test", "name63.test");
  }

  @Test
  @WskRule({"CLI-05", "IRP-06"})
  void answerAndCancelRaceToOneCompletion() throws Exception {
    TestNames names = harness().names();
    names.add("race.test", "192.0.2.1");
    closeLater((AutoCloseable) names::letGo);
    for (int round = 0; round < ROUNDS; round++) {
      names.hold();
      AtomicInteger completions = new AtomicInteger();
      Irp<AddrInfoExW> irp = Irp.onCompletion(completions::incrementAndGet);
      assertThat(lookUp("race.test", "80", null, irp)).isEqualTo(STATUS_PENDING);
      Eventually.taken("the question", names.asked);
      Background<Boolean> canceller = Background.start(irp::cancel);
      names.letGo();
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      canceller.result();
      assertThat(irp.status()).isIn(STATUS_SUCCESS, STATUS_CANCELLED);
      assertThat(irp.result() != null).isEqualTo(irp.status() == STATUS_SUCCESS);
      assertThat(completions).hasValue(1);
    }
  }

  @Test
  @WskRule("CLI-05")
  void aHostThatDoesNotAnswerCostsBoundedMemory() throws Exception {
    TestNames names = held();
    List<Irp<AddrInfoExW>> waiting = new ArrayList<>();
    Irp<AddrInfoExW> last;
    do {
      assertThat(waiting).as("look-ups that wait").hasSizeLessThan(100_000);
      last = Irp.allocate();
      waiting.add(last);
    } while (lookUp("slow.test", "80", null, last) == STATUS_PENDING);
    assertThat(last.isCompleted()).isTrue();
    assertThat(last.status()).isEqualTo(STATUS_INSUFFICIENT_RESOURCES);
    // One that is cancelled while it waits makes room for another.
    assertThat(waiting.get(waiting.size() - 2).cancel()).isTrue();
    Irp<AddrInfoExW> next = Irp.allocate();
    waiting.add(next);
    assertThat(lookUp("slow.test", "80", null, next)).isEqualTo(STATUS_PENDING);
    names.letGo();
    for (Irp<AddrInfoExW> irp : waiting) {
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
    }
    assertThat(found("slow.test", "80", null).status()).isEqualTo(STATUS_NOT_FOUND);
  }

  @Test
  @WskRule({"CLI-05", "IRP-09"})
  void nobodyMayWaitWhereLookUpsComplete() throws Exception {
    harness().names().add("host.test", "192.0.2.1");
    for (String node : List.of("host.test", "192.0.2.1")) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Irp<AddrInfoExW> never = Irp.allocate();
      TestNames names = harness().names();
      names.hold();
      Irp<AddrInfoExW> irp =
          Irp.onCompletion(
              () -> {
                try {
                  never.await(SHORT);
                } catch (Throwable cause) {
                  thrown.set(cause);
                }
              });
      assertThat(lookUp(node, "80", null, irp)).isEqualTo(STATUS_PENDING);
      names.letGo();
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      assertThat(thrown.get()).as(node).isInstanceOf(IllegalStateException.class);
    }
  }

  // ---- deregistration ---------------------------------------------------------------------------

  @Test
  @WskRule({"REG-05", "REG-09", "CLI-05"})
  void deregistrationWaitsForLookUpsAndSaysSo() throws Exception {
    TestNames names = held();
    names.add("slow.test", "192.0.2.1");
    WskRegistration own =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider()));
    Irp<AddrInfoExW> irp = Irp.allocate();
    try (WskProviderNpi ownNpi = own.capture(WSK_INFINITE_WAIT)) {
      assertThat(
              ownNpi
                  .dispatch()
                  .getAddressInfo(ownNpi.client(), "slow.test", "80", NS_ALL, null, irp))
          .isEqualTo(STATUS_PENDING);
    }
    WskDeregisterReport report = own.deregister(SHORT);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.pendingRequests())
        .singleElement()
        .asString()
        .contains("WskGetAddressInfo", "slow.test");
    assertThat(irp.isPending()).isTrue();
    names.letGo();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"REG-05", "CLI-05"})
  void aHostThatNeverAnswersDoesNotKeepAClientWhoCancels() throws Exception {
    held();
    WskRegistration own =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider()));
    Irp<AddrInfoExW> irp = Irp.allocate();
    try (WskProviderNpi ownNpi = own.capture(WSK_INFINITE_WAIT)) {
      ownNpi.dispatch().getAddressInfo(ownNpi.client(), "never.test", "80", NS_ALL, null, irp);
    }
    Eventually.taken("the question", harness().names().asked);
    assertThat(irp.cancel()).isTrue();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("CLI-05")
  void theShortFormThrowsWhatWentWrong() throws Exception {
    harness().names().add("host.test", "192.0.2.1", "2001:db8::1");
    AddrInfoExW ipv6 = AddrInfoExW.hints(AF_INET6, 0, 0);
    AddrInfoExW list = get(npi().getAddressInfo("host.test", "25", ipv6));
    assertThat(list.addr()).isEqualTo(at("2001:db8::1", 25));
    npi().freeAddressInfo(list);
    assertThatThrownBy(() -> get(npi().getAddressInfo("nobody.test", "25")))
        .hasMessageContaining("WskGetAddressInfo of nobody.test:25")
        .hasMessageContaining("STATUS_NOT_FOUND");
  }
}

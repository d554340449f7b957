package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final List<String> NOBODY = List.of();

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutListsEverybodyMayConnectAtOnce() {
    assertThat(new Guard(NOBODY, NOBODY).decide(address(1))).contains(true);
  }

  @Test
  void addressesAreDecidedAtOnce() {
    Guard guard = new Guard(List.of("192.0.2.1", "192.0.2.2"), List.of("192.0.2.2"));
    assertThat(guard.decide(address(1))).contains(true);
    assertThat(guard.decide(address(2))).as("denied and allowed").contains(false);
    assertThat(guard.decide(address(3))).as("not allowed").contains(false);
  }

  @Test
  void namesHaveToBeLookedUp() {
    assertThat(new Guard(List.of("good.example"), NOBODY).decide(address(1))).isEmpty();
    Guard denying = new Guard(List.of("192.0.2.1"), List.of("bad.example"));
    assertThat(denying.decide(address(1))).as("allowed, unless its name is denied").isEmpty();
  }

  @Test
  void anAllowedAddressNeedsNoNameUnlessNamesAreDenied() {
    Guard guard = new Guard(List.of("192.0.2.1", "good.example"), NOBODY);
    assertThat(guard.decide(address(1))).contains(true);
    assertThat(guard.decide(address(2))).isEmpty();
  }

  @Test
  void namesAndDomainsDecideInEitherCase() {
    Guard guard = new Guard(List.of("Good.example", ".lan"), List.of("bad.LAN"));
    assertThat(guard.decide(address(1), "good.EXAMPLE")).isTrue();
    assertThat(guard.decide(address(1), "printer.lan")).isTrue();
    assertThat(guard.decide(address(1), "bad.lan")).isFalse();
    assertThat(guard.decide(address(1), "wlan")).as("no host of the domain").isFalse();
    assertThat(guard.decide(address(1), "192.0.2.1")).as("without a name").isFalse();
  }
}

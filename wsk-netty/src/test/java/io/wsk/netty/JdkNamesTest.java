package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** The host's own names: what every host knows. */
class JdkNamesTest {
  private final HostNames names = new JdkNames();

  @Test
  void localhostIsALoopbackAddress() throws Exception {
    assertThat(names.addressesOf("localhost"))
        .isNotEmpty()
        .allMatch(InetAddress::isLoopbackAddress);
  }

  @Test
  void nobodyHasANameUnderInvalid() {
    // RFC 6761: guaranteed not to exist.
    assertThatThrownBy(() -> names.addressesOf("nobody.invalid"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void theNameThatAnAddressObjectCarriesIsNotBelieved() throws Exception {
    // TEST-NET-1 (RFC 5737): nobody's address, whatever the object says.
    byte[] nobodys = {(byte) 192, 0, 2, 1};
    assertThat(names.nameOf(InetAddress.getByAddress("somebody.test", nobodys))).isNull();
  }
}

package io.wsk.netty;

import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServicesTest {
  private static final Services SERVICES =
      Services.of(
          List.of(
              "# a comment",
              "",
              "domain\t\t53/tcp\t\t\t# Domain Name Server",
              "domain 53/udp",
              "  http 80/tcp www web # and more",
              "first 1000/tcp",
              "second 1000/tcp",
              "nonsense",
              "noport abc/tcp",
              "noprotocol 7",
              "odd 9/ddp"));

  @Test
  void aNameHasAPortForEachOfItsProtocols() {
    assertThat(SERVICES.portOf("domain", IPPROTO_TCP)).isEqualTo(53);
    assertThat(SERVICES.portOf("domain", IPPROTO_UDP)).isEqualTo(53);
    assertThat(SERVICES.portOf("http", IPPROTO_UDP)).isNull();
  }

  @Test
  void aliasesAreNamesToo() {
    assertThat(SERVICES.portOf("www", IPPROTO_TCP)).isEqualTo(80);
    assertThat(SERVICES.portOf("web", IPPROTO_TCP)).isEqualTo(80);
    assertThat(SERVICES.nameOf(80, IPPROTO_TCP)).isEqualTo("http");
  }

  @Test
  void theFirstNameOfAPortIsItsName() {
    assertThat(SERVICES.nameOf(1000, IPPROTO_TCP)).isEqualTo("first");
    assertThat(SERVICES.portOf("second", IPPROTO_TCP)).isEqualTo(1000);
    assertThat(SERVICES.nameOf(1000, IPPROTO_UDP)).isNull();
  }

  @Test
  void whatIsNoEntryIsPassedOver() {
    assertThat(SERVICES.portOf("nonsense", IPPROTO_TCP)).isNull();
    assertThat(SERVICES.portOf("noport", IPPROTO_TCP)).isNull();
    assertThat(SERVICES.portOf("noprotocol", IPPROTO_TCP)).isNull();
    assertThat(SERVICES.portOf("#", IPPROTO_TCP)).isNull();
    assertThat(SERVICES.nameOf(9, IPPROTO_TCP)).isNull();
    assertThat(SERVICES.nameOf(7, IPPROTO_TCP)).isNull();
  }
}

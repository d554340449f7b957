package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NettyVersionsTest {
  @Test
  void aMixIsRefusedWithWhoHasWhichVersion() {
    Map<String, String> mixed =
        Map.of(
            "netty-transport", "4.2.18.Final",
            "netty-common", "4.2.18.Final",
            "netty-transport-native-epoll", "4.1.99.Final");
    assertThatThrownBy(() -> NettyVersions.requireOne(mixed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("netty-common=4.2.18.Final")
        .hasMessageContaining("netty-transport=4.2.18.Final")
        .hasMessageContaining("netty-transport-native-epoll=4.1.99.Final")
        .hasMessageContaining("netty-bom");
  }

  @Test
  void oneVersionPasses() {
    Map<String, String> one =
        Map.of("netty-transport", "4.2.18.Final", "netty-common", "4.2.18.Final");
    assertThatCode(() -> NettyVersions.requireOne(one)).doesNotThrowAnyException();
  }

  @Test
  void noKnowledgeAtAllPasses() {
    // A shaded jar may have lost the files that Netty is identified by.
    assertThatCode(() -> NettyVersions.requireOne(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void theClassPathOfTheTestsPasses() {
    assertThatCode(NettyVersions::requireOne).doesNotThrowAnyException();
  }
}

package io.wsk.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.WskClientNpi;
import io.wsk.api.WskRegistration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderFinderTest {
  private record Named(String name) implements WskProvider {
    @Override
    public WskRegistration register(WskClientNpi<?> clientNpi) {
      throw new UnsupportedOperationException("not registered with in these tests");
    }
  }

  private final WskProvider netty = new Named("netty");
  private final WskProvider other = new Named("other");

  @Test
  void takesTheOnlyProvider() {
    assertThat(ProviderFinder.choose(List.of(netty), null)).isSameAs(netty);
  }

  @Test
  void takesTheOneThatIsNamed() {
    assertThat(ProviderFinder.choose(List.of(netty, other), "other")).isSameAs(other);
    assertThat(ProviderFinder.choose(List.of(other, netty), "other")).isSameAs(other);
    assertThat(ProviderFinder.choose(List.of(netty), "netty")).isSameAs(netty);
  }

  @Test
  void saysWhatToDoWhenThereIsNone() {
    assertThatThrownBy(() -> ProviderFinder.choose(List.of(), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no WSK provider found");
    assertThatThrownBy(() -> ProviderFinder.choose(List.of(), "netty"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void listsThemWhenThereAreSeveralAndNoneIsNamed() {
    assertThatThrownBy(() -> ProviderFinder.choose(List.of(netty, other), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("netty")
        .hasMessageContaining("other")
        .hasMessageContaining(WskProvider.PROVIDER_PROPERTY);
  }

  @Test
  void doesNotFallBackWhenTheNamedOneIsMissing() {
    assertThatThrownBy(() -> ProviderFinder.choose(List.of(netty), "other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("names no WSK provider")
        .hasMessageContaining("netty");
  }

  @Test
  void refusesTwoOfTheSameName() {
    assertThatThrownBy(() -> ProviderFinder.choose(List.of(netty, new Named("netty")), "netty"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than one");
  }
}

package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.control.SocketOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The table of options: in itself, and against the one that people read. */
class OptionTableTest {
  /** Answered by the provider itself, on every transport. */
  private static final Set<String> OURS =
      Set.of("SO_LINGER", "SO_TYPE", "SO_ERROR", "SO_REUSEADDR", "SO_EXCLUSIVEADDRUSE");

  private final OptionsByTransport documented = OptionsByTransport.documented();

  @Test
  void anOptionIsThereOnce() {
    assertThat(OptionTable.ROWS).extracting(row -> row.option().name()).doesNotHaveDuplicates();
  }

  @Test
  void theDocumentedOptionsAreThoseOfTheHost() {
    Set<String> ofTheHost =
        OptionTable.ROWS.stream()
            .map(row -> row.option().name())
            .filter(name -> !OURS.contains(name))
            .collect(Collectors.toSet());
    assertThat(documented.options()).isEqualTo(ofTheHost);
  }

  @Test
  void nioServesWhatIsDocumented() {
    assertServed(Transport.NIO);
  }

  @Test
  void epollServesWhatIsDocumented() {
    assertServed(Transport.EPOLL);
  }

  @Test
  void kqueueServesWhatIsDocumented() {
    assertServed(Transport.KQUEUE);
  }

  @Test
  void ioUringServesWhatIsDocumented() {
    Assumptions.assumeTrue(
        Transport.IO_URING.isAvailable(), "io_uring is not available: it cannot say what it has");
    assertServed(Transport.IO_URING);
  }

  private void assertServed(Transport transport) {
    HostOptions options = HostOptions.of(transport);
    for (OptionRow<?> row : OptionTable.ROWS) {
      SocketOption<?> option = row.option();
      if (!OURS.contains(option.name())) {
        assertThat(options.find(SocketCategory.CONNECTION, option) != null)
            .as("%s on %s", option, transport)
            .isEqualTo(documented.serves(transport, option));
      }
    }
  }
}

package io.wsk.nt;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.tck.ContractRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NtStatusTest {
  private static final Pattern ENTRY =
      Pattern.compile("\\b([A-Z][A-Z_]+)\\s+(0x[0-9A-F]+|0)(?=[,.\\s])");

  /** The contract's paragraph of values, which begins with "NTSTATUS values are". */
  private static Map<String, Integer> contractTable() throws IOException {
    String contract = Files.readString(ContractRules.path());
    int begin = contract.indexOf("NTSTATUS values are");
    String paragraph = contract.substring(begin, contract.indexOf("NT_SUCCESS(s)", begin));
    Map<String, Integer> table = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(paragraph);
    while (matcher.find()) {
      table.put("STATUS_" + matcher.group(1), Long.decode(matcher.group(2)).intValue());
    }
    return table;
  }

  @Test
  void hasExactlyTheValuesOfTheContract() throws IOException {
    Map<String, Integer> ours = new TreeMap<>();
    for (NtStatus status : NtStatus.values()) {
      ours.put(status.name(), status.value());
    }
    assertThat(ours).isEqualTo(contractTable());
  }

  @Test
  void countsAsSuccessWhenTheValueIsNotNegative() {
    assertThat(NtStatus.STATUS_SUCCESS.isSuccess()).isTrue();
    assertThat(NtStatus.STATUS_PENDING.isSuccess()).isTrue();
    assertThat(NtStatus.STATUS_TIMEOUT.isSuccess()).isTrue();
    assertThat(NtStatus.STATUS_EVENT_PENDING.isSuccess()).isTrue();
    assertThat(NtStatus.STATUS_BUFFER_OVERFLOW.isSuccess()).isFalse();
    assertThat(NtStatus.STATUS_CANCELLED.isSuccess()).isFalse();
  }

  @Test
  void isFoundByItsValue() {
    for (NtStatus status : NtStatus.values()) {
      assertThat(NtStatus.of(status.value())).isSameAs(status);
    }
    assertThat(NtStatus.of(0xDEADBEEF)).isNull();
  }

  @Test
  void readsLikeALogLineOfWindows() {
    assertThat(NtStatus.STATUS_CANCELLED).hasToString("STATUS_CANCELLED (0xC0000120)");
    assertThat(NtStatus.STATUS_SUCCESS).hasToString("STATUS_SUCCESS (0x00000000)");
  }

  @Test
  void isNamedByTheExceptionThatCarriesIt() {
    NtStatusException failure = new NtStatusException("WskBind", NtStatus.STATUS_ACCESS_DENIED);
    assertThat(failure.status()).isEqualTo(NtStatus.STATUS_ACCESS_DENIED);
    assertThat(failure).hasMessage("WskBind failed with STATUS_ACCESS_DENIED (0xC0000022)");
  }
}

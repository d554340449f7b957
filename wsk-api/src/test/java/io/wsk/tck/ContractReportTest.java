package io.wsk.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.tck.ContractResults.Result;
import io.wsk.tck.ContractResults.TestRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestPlan;

class ContractReportTest {
  private final ContractResults results = new ContractResults();
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final ContractReportWriter writer = new ContractReportWriter(rules, results);

  private void add(String rule, String transport, Result result, String reason) {
    results.add(rule, new TestRun(transport, "Some.test", result, reason));
  }

  @Test
  void aRuleHoldsOnlyWhenAllItsTestsHavePassed() {
    add("A", "nio", Result.PASSED, "");
    assertThat(results.verdict("A", "nio")).isEqualTo("holds");
    assertThat(results.verdict("A", "epoll")).isEqualTo("no test");
    add("A", "nio", Result.SKIPPED, "not here");
    assertThat(results.verdict("A", "nio")).isEqualTo("holds in part; skipped: not here");
    assertThat(results.holds("A", "nio")).isFalse();
    add("A", "nio", Result.FAILED, "broken");
    add("A", "nio", Result.PASSED, "");
    assertThat(results.verdict("A", "nio")).isEqualTo("FAILS");
    add("B", "nio", Result.SKIPPED, "not here");
    assertThat(results.verdict("B", "nio")).isEqualTo("skipped: not here");
  }

  @Test
  void theTableHasARowForEveryRule() {
    rules.put("A-01", "a text with a | in it");
    rules.put("A-02", "words ".repeat(40));
    add("A-01", "nio", Result.PASSED, "");
    add("A-01", "epoll", Result.FAILED, "broken");
    assertThat(writer.markdown())
        .contains("2 rules, 1 with tests; epoll: 0 hold; nio: 1 hold.")
        .contains("| rule | text | epoll | nio | tests |\n| --- | --- | --- | --- | --- |\n")
        .contains("| A-01 | a text with a \\| in it | FAILS | holds | Some.test |")
        .contains("| A-02 | words words")
        .contains("... | no test | no test |  |");
  }

  @Test
  void rulesThatTheContractDoesNotHaveAreNamed() {
    rules.put("A-01", "text");
    add("A-99", "nio", Result.PASSED, "");
    assertThat(writer.markdown()).contains("does not have:** A-99");
    assertThat(writer.json()).contains("\"unknownRules\": [\"A-99\"]");
  }

  @Test
  void theJsonIsEscaped() {
    rules.put("A-01", "quote \" backslash \\ tab \t");
    add("A-01", "nio", Result.FAILED, "line\nbreak");
    assertThat(writer.json())
        .contains("\"text\": \"quote \\\" backslash \\\\ tab \\u0009\"")
        .contains("\"transports\": {\"nio\": \"FAILS\"}")
        .contains("\"result\": \"failed\", \"reason\": \"line\\u000abreak\"");
  }

  @Test
  void theTransportIsNamedByTheClass() {
    assertThat(ContractReport.transportOf(NioComplianceTest.class)).isEqualTo("nio");
    assertThat(ContractReport.transportOf(OtherName.class)).isEqualTo("io_uring");
  }

  private static final class NioComplianceTest {}

  @TestedTransport("io_uring")
  private static final class OtherName {}

  @Test
  void withoutATestOfARuleNothingIsWritten() {
    // Would write, and so fail for want of a plan or leave a report behind, if it did not look.
    TestPlan none = null;
    new ContractReport().testPlanExecutionFinished(none);
    assertThat(results.isEmpty()).isTrue();
  }
}

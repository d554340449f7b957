package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.budget.Budget;
import io.wsk.bench.budget.Budgets;
import io.wsk.bench.budget.Limit;
import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private Output output;

  @BeforeEach
  void nameTheOutput() {
    output = new Output(directory.resolve("report"));
  }

  @Test
  void reportMeasuresAndLeavesAPageAndItsFigures() throws IOException {
    assertThat(report(new FakeSuite("a").measuring(1), "--quick")).isZero();
    assertThat(RunFile.read(output.json()).samples()).hasSize(1);
    assertThat(output.html()).content().contains("Suite a");
    assertThat(out.toString()).contains("about 1 s", "a step 0", output.html().toString());
  }

  @Test
  void reportMakesAPageOfAnEarlierRun() throws IOException {
    Path earlier = directory.resolve("earlier.json");
    RunFile.write(earlier, new Runs().figures("raw", 1).run());
    FakeSuite untouched = new FakeSuite("a").failing("must not run");
    assertThat(report(untouched, "--from", earlier.toString())).isZero();
    assertThat(output.html()).content().contains("Receive dispatch");
    assertThat(output.json()).doesNotExist();
  }

  @Test
  void reportFailsIfSomethingCouldNotBeMeasured() {
    assertThat(report(new FakeSuite("a").failing("no port"))).isEqualTo(1);
    assertThat(out.toString()).contains("FAILED", "no port");
  }

  @Test
  void budgetsThatHoldAreSuccess() throws IOException {
    assertThat(budgets(true, List.of())).isZero();
    assertThat(out.toString()).contains("holds: " + Budgets.all().size(), "missed: 0");
  }

  @Test
  void aMissedBudgetIsFailure() throws IOException {
    assertThat(budgets(false, List.of())).isEqualTo(BudgetsCommand.MISSED);
    assertThat(out.toString()).contains("holds: 0");
  }

  @Test
  void whatWasNotMeasuredIsAFailureOfItsOwn() throws IOException {
    List<Failure> failures = List.of(new Failure("s", "c", "x", 0, "63 bytes"));
    assertThat(budgets(true, failures)).isEqualTo(BudgetsCommand.NOT_MEASURED);
    assertThat(out.toString()).contains("FAILED", "63 bytes");
    Path empty = directory.resolve("empty.json");
    RunFile.write(empty, new Runs().run());
    assertThat(budgets("--from", empty.toString())).isEqualTo(BudgetsCommand.NOT_MEASURED);
  }

  @Test
  void compareShowsBothAndWritesAPage() throws IOException {
    Path a = directory.resolve("a.json");
    Path page = directory.resolve("compared.html");
    RunFile.write(a, new Runs().figures("raw", 1, 2).run());
    int exit =
        line(new CompareCommand()).execute(a.toString(), a.toString(), "--out", page.toString());
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("+0.0 %", "overlap");
    assertThat(page).content().contains("Two runs compared", "overlap");
  }

  private int report(Suite suite, String... more) {
    CommandLine line = line(new ReportCommand(jvms -> opened(suite)));
    String[] args = new String[more.length + 2];
    System.arraycopy(more, 0, args, 2, more.length);
    args[0] = "--out";
    args[1] = output.directory().toString();
    return line.execute(args);
  }

  private int budgets(boolean good, List<Failure> failures) throws IOException {
    Run empty = new Runs().run();
    Path file = directory.resolve("budgets.json");
    List<Sample> samples = samples(good);
    RunFile.write(
        file,
        new Run(
            Run.FORMAT,
            empty.profile(),
            true,
            empty.environment(),
            empty.suites(),
            samples,
            failures));
    return budgets("--from", file.toString());
  }

  private int budgets(String... args) {
    return line(new BudgetsCommand(jvms -> opened(new FakeSuite("none")))).execute(args);
  }

  /** Figures for all budgets: as much better than the base as the limit asks for, or worse. */
  private static List<Sample> samples(boolean good) {
    Map<String, Sample> samples = new HashMap<>();
    for (Budget budget : Budgets.all()) {
      boolean less = budget.limit().bound() != Limit.Bound.AT_LEAST;
      double value = less == good ? 1 : 10_000;
      for (Metric metric : budget.metrics()) {
        add(samples, budget.pair(), budget.pair().subject(), metric, value);
        add(samples, budget.pair(), budget.pair().base(), metric, 100);
      }
    }
    return List.copyOf(samples.values());
  }

  private static void add(
      Map<String, Sample> samples, Results.Pair pair, String subject, Metric metric, double value) {
    Sample sample = new Sample(pair.suite(), pair.cell(), subject, metric, 0, value);
    samples.put(pair.suite() + pair.cell() + subject + metric, sample);
  }

  private static Suites.Opened opened(Suite suite) {
    return new Suites.Opened(List.of(suite), () -> {});
  }

  private CommandLine line(Object command) {
    return new CommandLine(command).setOut(new PrintWriter(out, true));
  }
}

package io.wsk.bench.echo;

import static io.wsk.bench.tcp.Contender.C_EPOLL;
import static io.wsk.bench.tcp.Contender.JAVA_NIO;
import static io.wsk.bench.tcp.Contender.RAW;
import static io.wsk.bench.tcp.Contender.WSK_STATIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Collected;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import io.wsk.bench.tcp.Contender;
import io.wsk.bench.tcp.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSuiteTest {
  private static final Shape SHAPE = new Shape(2, 64, 1);
  private static final String CELL = "2 x 64 B x 1";
  private static final Lineup LINEUP =
      new Lineup(List.of(RAW, WSK_STATIC, C_EPOLL), ServerTransport.NIO, List.of());

  @Test
  void measuresInRoundsThatGoOnOverForks() throws Exception {
    Plan plan = plan(List.of(RAW, WSK_STATIC), 2);
    Measurement cost = new CostMeasurement(ClosedLoad::connect, Shape::name);
    Results results = run(new ServerSuite(topic(cost, plan), LINEUP, processes("gcc")));
    assertThat(results.failures()).isEmpty();
    for (String subject : List.of("raw", "wsk-static")) {
      for (Metric metric :
          List.of(Metric.CPU, Metric.LOOP_CPU, Metric.LOOP_ALLOCATION, Metric.THROUGHPUT)) {
        assertThat(rounds(results, subject, metric)).containsExactly(0, 1, 2, 3);
      }
    }
    assertThat(results.samples())
        .filteredOn(sample -> sample.metric() != Metric.LOOP_ALLOCATION)
        .allSatisfy(sample -> assertThat(sample.value()).isPositive());
  }

  private static List<Integer> rounds(Results results, String subject, Metric metric) {
    return results.samples().stream()
        .filter(sample -> sample.subject().equals(subject) && sample.metric() == metric)
        .map(Sample::round)
        .toList();
  }

  @Test
  void measuresLatencies() throws Exception {
    Plan plan = plan(List.of(RAW), 1);
    Results results =
        run(new ServerSuite(topic(new LatencyMeasurement(), plan), LINEUP, processes("gcc")));
    assertThat(results.failures()).isEmpty();
    assertThat(rounds(results, "raw", Metric.LATENCY_P999)).containsExactly(0, 1);
    assertThat(results.summary("test", SHAPE.size(), "raw", Metric.LATENCY_P50).median())
        .isPositive()
        .isLessThanOrEqualTo(
            results.summary("test", SHAPE.size(), "raw", Metric.LATENCY_P999).max());
  }

  @Test
  void aWrongAnswerFailsTheRoundOnly() throws Exception {
    Plan plan = plan(List.of(JAVA_NIO), 1);
    Lineup lineup = new Lineup(List.of(JAVA_NIO), ServerTransport.NIO, List.of());
    Processes processes = new Processes(lineup, Service.ECHO, "gcc"); // but counts are asked for
    Measurement cost = new CostMeasurement(FloodLoad::connect, Shape::name);
    Results results = run(new ServerSuite(topic(cost, plan), lineup, processes));
    assertThat(results.samples()).isEmpty();
    assertThat(results.failures())
        .allSatisfy(failure -> assertThat(failure.what()).contains("the server counted"))
        .allSatisfy(failure -> assertThat(failure.cell()).isEqualTo(CELL))
        .extracting(Failure::round)
        .containsExactly(0, 0, 1); // the warm-up, and two rounds
  }

  @Test
  void leavesTheServerInCOutVisiblyWithoutACompiler() throws Exception {
    try (Processes processes = processes("no-such-compiler")) {
      assertThat(processes.restart(List.of(C_EPOLL))).isEmpty();
      assertThat(processes.of(C_EPOLL)).isNull();
      assertThat(processes.notes()).contains("c-epoll is left out: there is no no-such-compiler");
    }
  }

  @Test
  void everyProfileHasItsShareOfTime() {
    assertThat(minutes(Profile.QUICK)).isBetween(0L, 2L);
    assertThat(minutes(Profile.BUDGETS)).isBetween(5L, 9L);
    assertThat(minutes(Profile.FULL)).isBetween(10L, 20L);
  }

  private static long minutes(Profile profile) {
    Lineup everybody = Lineup.all(ServerTransport.NIO);
    Duration sum = Duration.ZERO;
    for (Suite suite :
        List.of(
            TcpSuites.echo(everybody), TcpSuites.latency(everybody), TcpSuites.flood(everybody))) {
      for (Step step : suite.steps(profile)) {
        sum = sum.plus(step.estimate());
      }
    }
    return sum.toMinutes();
  }

  private static Processes processes(String compiler) {
    return new Processes(LINEUP, Service.ECHO, compiler);
  }

  private static ServerSuite.Topic topic(Measurement measurement, Plan plan) {
    return new ServerSuite.Topic("test", "a test", measurement, profile -> plan);
  }

  private static Plan plan(List<Contender> core, int forks) {
    return new Plan(
        new Plan.Field(core, List.of()),
        Timing.ofMillis(20, 10, 30),
        forks,
        List.of(new Plan.Cell(SHAPE, 2, 0)));
  }

  private static Results run(Suite suite) throws Exception {
    Collected collected = new Collected();
    try (suite) {
      for (Step step : suite.steps(Profile.QUICK)) {
        step.work().run(collected);
      }
      assertThat(suite.notes()).isNotEmpty();
    }
    return collected.results();
  }
}

package io.wsk.bench.memory;

import io.wsk.bench.accept.AcceptServers;
import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.load.Subject;
import io.wsk.bench.server.Pinning;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.server.Turns;
import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What idle connections keep in memory; each subject of each round in a process of its own. */
public final class MemorySuite implements Suite {
  /** The suite's name. */
  public static final String NAME = "memory";

  /**
   * A collector that leaves nothing behind, not even what it would be too much work to move; and no
   * room set aside for a thread, which would count as used: megabytes for each that is about.
   */
  private static final List<String> JVM_ARGS =
      List.of("-XX:+UseSerialGC", "-XX:MarkSweepDeadRatio=0", "-XX:-UseTLAB");

  /** How long a server process takes to start, to collect its garbage, and to end, about. */
  private static final Duration PROCESS = Duration.ofMillis(1200);

  /** How long a connection takes to be made, used and closed, about. */
  private static final Duration CONNECTION = Duration.ofNanos(700_000);

  private final ServerSettings servers;
  private @Nullable Pinning pinning;

  /**
   * The suite.
   *
   * @param servers how the servers are started
   */
  public MemorySuite(ServerSettings servers) {
    this.servers = servers;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Memory of idle TCP connections, on " + servers.transport().label();
  }

  /**
   * Who is measured: the servers of the accept suite, whose connections have no more than they
   * need.
   *
   * @return the subjects, in the order of a report
   */
  public static List<Subject> subjects() {
    return AcceptServers.of(Sample.RAW, AcceptServers.WSK_STATIC, AcceptServers.WSK_DYNAMIC);
  }

  @Override
  public List<Step> steps(Profile profile) {
    List<MemoryCell> cells = List.of(MemoryCell.fresh(profile), MemoryCell.used(profile));
    int connections = cells.get(0).connections();
    Duration estimate =
        PROCESS.plus(CONNECTION.multipliedBy(connections)).multipliedBy(subjects().size());
    String label = cells.stream().map(MemoryCell::label).collect(Collectors.joining("; "));
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < rounds(profile); round++) {
      int number = round;
      steps.add(
          new Step(NAME + ": " + label, estimate, recorder -> measure(cells, number, recorder)));
    }
    return steps;
  }

  private static int rounds(Profile profile) {
    return switch (profile) {
      case QUICK -> 3;
      case FULL -> 5;
      case BUDGETS -> 5;
    };
  }

  private void measure(List<MemoryCell> cells, int round, Recorder recorder)
      throws IOException, InterruptedException {
    for (Subject subject : Turns.of(subjects(), round)) {
      measure(subject, cells, round, recorder);
    }
  }

  private void measure(Subject subject, List<MemoryCell> cells, int round, Recorder recorder)
      throws IOException, InterruptedException {
    List<String> command = servers.command(subject.server(), JVM_ARGS);
    try (ServerProcess server = ServerProcess.start(pinning().server(command))) {
      MemoryMeasurement measured =
          MemoryMeasurement.of(server.port(), cells.get(0).connections(), server::memory);
      for (MemoryCell cell : cells) {
        add(recorder, cell, subject, round, measured);
      }
    } catch (WrongAnswerException e) {
      for (MemoryCell cell : cells) {
        recorder.add(new Failure(NAME, cell.label(), subject.label(), round, e.what()));
      }
    }
  }

  private static void add(
      Recorder recorder, MemoryCell cell, Subject subject, int round, MemoryMeasurement measured) {
    String label = cell.label();
    String who = subject.label();
    double heap = measured.heap(cell.used());
    double direct = measured.direct(cell.used());
    recorder.add(new Sample(NAME, label, who, Metric.HEAP, round, heap));
    recorder.add(new Sample(NAME, label, who, Metric.DIRECT, round, direct));
  }

  private Pinning pinning() {
    Pinning known = pinning;
    if (known == null) {
      known = Pinning.apply();
      pinning = known;
    }
    return known;
  }

  /** No server outlives a step. */
  @Override
  public void close() {
    if (pinning != null) {
      pinning.close();
      pinning = null;
    }
  }
}

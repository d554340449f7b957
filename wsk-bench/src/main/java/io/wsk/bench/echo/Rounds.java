package io.wsk.bench.echo;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.tcp.Contender;
import java.io.IOException;
import java.util.Map;

/**
 * The rounds of one cell. What a server does wrong, and its silence, fail the round and nothing
 * else. A contender without a process is passed over: that it has none was taken down before.
 */
final class Rounds {
  private final Cell cell;
  private final Processes processes;
  private final Recorder recorder;

  Rounds(Cell cell, Processes processes, Recorder recorder) {
    this.cell = cell;
    this.processes = processes;
    this.recorder = recorder;
  }

  /**
   * Where the figures go, and how they come about.
   *
   * @param topic of the suite
   * @param shape of the load
   * @param timing of the rounds
   */
  record Cell(ServerSuite.Topic topic, Shape shape, Timing timing) {
    String name() {
      return topic.measurement().cell(shape);
    }
  }

  /** What is done with a server. */
  @FunctionalInterface
  private interface Work {
    Map<Metric, Double> with(ServerProcess server)
        throws IOException, InterruptedException, WrongAnswerException;
  }

  void warm(Contender contender, int round) throws InterruptedException {
    attempt(
        contender,
        round,
        server -> {
          Measurement measurement = cell.topic().measurement();
          measurement.warm(server, cell.shape(), cell.timing().warmUp());
          return Map.of();
        });
  }

  void prepare(Contender contender, int round) throws InterruptedException {
    attempt(
        contender,
        round,
        server -> {
          cell.topic().measurement().prepare(server, cell.shape(), cell.timing());
          return Map.of();
        });
  }

  void measure(Contender contender, int round) throws InterruptedException {
    attempt(
        contender,
        round,
        server -> cell.topic().measurement().measure(server, cell.shape(), cell.timing()));
  }

  private void attempt(Contender contender, int round, Work work) throws InterruptedException {
    ServerProcess server = processes.of(contender);
    if (server == null) {
      return;
    }
    try {
      work.with(server).forEach((metric, value) -> add(contender, round, metric, value));
    } catch (WrongAnswerException e) {
      fail(contender, round, e.what());
    } catch (IOException e) {
      fail(contender, round, String.valueOf(e.getMessage()));
    }
  }

  private void add(Contender contender, int round, Metric metric, double value) {
    String suite = cell.topic().name();
    recorder.add(new Sample(suite, cell.name(), contender.label(), metric, round, value));
  }

  private void fail(Contender contender, int round, String what) {
    String suite = cell.topic().name();
    recorder.add(new Failure(suite, cell.name(), contender.label(), round, what));
  }
}

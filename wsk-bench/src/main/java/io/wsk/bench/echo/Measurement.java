package io.wsk.bench.echo;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.WarmUp;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** How a suite puts a server under load, and what it takes down. */
interface Measurement {
  /** The name of the cell of a shape. */
  String cell(Shape shape);

  /** Runs a load whose figures nobody takes, a few times if need be. */
  default void warm(ServerProcess server, Shape shape, Duration duration)
      throws IOException, InterruptedException, WrongAnswerException {
    try (Load load = connect(server.port(), shape)) {
      WarmUp.of(server::usage, load::run, duration);
    }
  }

  /** Opens a closed loop. */
  Load connect(int port, Shape shape) throws IOException;

  /**
   * Finds out what it must know of a shape before it measures it, from the server that all others
   * are held against.
   */
  void prepare(ServerProcess server, Shape shape, Timing timing)
      throws IOException, InterruptedException, WrongAnswerException;

  /** Measures one server for a round, with new connections. */
  Map<Metric, Double> measure(ServerProcess server, Shape shape, Timing timing)
      throws IOException, InterruptedException, WrongAnswerException;
}

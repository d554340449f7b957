package io.wsk.bench.echo;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** How a suite puts a server under load, and what it takes down. */
interface Measurement {
  /** The name of the cell of a shape. */
  String cell(Shape shape);

  /** Runs a load whose figures nobody takes. */
  void warm(int port, Shape shape, Duration duration) throws IOException, WrongAnswerException;

  /**
   * Finds out what it must know of a shape before it measures it, from the server that all others
   * are held against.
   */
  void prepare(int port, Shape shape, Timing timing) throws IOException, WrongAnswerException;

  /** Measures one server for a round, with new connections. */
  Map<Metric, Double> measure(ServerProcess server, Shape shape, Timing timing)
      throws IOException, InterruptedException, WrongAnswerException;
}

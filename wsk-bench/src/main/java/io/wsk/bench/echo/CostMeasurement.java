package io.wsk.bench.echo;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.Usage;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a message costs the server, and how many it can take. A round opens its connections and runs
 * them in before it measures, so that it measures messages and nothing else; and since every round
 * has connections of its own, luck that sticks to a connection, such as the sizes of its reads,
 * shows in the spread.
 */
final class CostMeasurement implements Measurement {
  private final Loader loader;
  private final Function<Shape, String> cells;

  /** Opens a load. */
  @FunctionalInterface
  interface Loader {
    Load connect(int port, Shape shape) throws IOException;
  }

  CostMeasurement(Loader loader, Function<Shape, String> cells) {
    this.loader = loader;
    this.cells = cells;
  }

  @Override
  public String cell(Shape shape) {
    return cells.apply(shape);
  }

  @Override
  public Load connect(int port, Shape shape) throws IOException {
    return loader.connect(port, shape);
  }

  @Override
  public void prepare(ServerProcess server, Shape shape, Timing timing) {
    // The load finds its own rate.
  }

  @Override
  public Map<Metric, Double> measure(ServerProcess server, Shape shape, Timing timing)
      throws IOException, InterruptedException, WrongAnswerException {
    try (Load load = connect(server.port(), shape)) {
      load.run(timing.runIn());
      Usage before = server.usage();
      Load.Result result = load.run(timing.round());
      return figures(result, server.usage().minus(before));
    }
  }

  static Map<Metric, Double> figures(Load.Result result, Usage used) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    double messages = result.messages();
    figures.put(Metric.CPU, used.processNanos() / messages);
    figures.put(Metric.LOOP_CPU, used.loopNanos() / messages);
    if (used.hasHeap()) {
      figures.put(Metric.LOOP_ALLOCATION, used.loopBytes() / messages);
    }
    figures.put(Metric.THROUGHPUT, result.perSecond());
    return figures;
  }
}

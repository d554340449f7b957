package io.wsk.bench.echo;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long a message takes at a fixed rate: half of what the first server prepared with can take in
 * a closed loop. The rate of a shape is the same for all servers and rounds.
 */
final class LatencyMeasurement implements Measurement {
  private static final double LOAD = 0.5;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Map<Shape, Double> rates = new HashMap<>();

  @Override
  public String cell(Shape shape) {
    return shape.size();
  }

  @Override
  public Load connect(int port, Shape shape) throws IOException {
    return ClosedLoad.connect(port, shape);
  }

  @Override
  public void prepare(ServerProcess server, Shape shape, Timing timing)
      throws IOException, InterruptedException, WrongAnswerException {
    if (rates.containsKey(shape)) {
      return;
    }
    try (Load load = connect(server.port(), shape)) {
      rates.put(shape, LOAD * load.run(timing.round()).perSecond());
    }
  }

  @Override
  public Map<Metric, Double> measure(ServerProcess server, Shape shape, Timing timing)
      throws IOException, InterruptedException, WrongAnswerException {
    Double rate = rates.get(shape);
    if (rate == null) {
      throw new WrongAnswerException("there is no rate, since no server gave one");
    }
    try (OpenLoad load = OpenLoad.connect(server.port(), shape)) {
      load.run(rate, timing.runIn());
      return figures(load.run(rate, timing.round()));
    }
  }

  static Map<Metric, Double> figures(Histogram nanos) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.LATENCY_P50, nanos.getValueAtPercentile(50) / NANOS_PER_MICRO);
    figures.put(Metric.LATENCY_P99, nanos.getValueAtPercentile(99) / NANOS_PER_MICRO);
    figures.put(Metric.LATENCY_P999, nanos.getValueAtPercentile(99.9) / NANOS_PER_MICRO);
    return figures;
  }
}

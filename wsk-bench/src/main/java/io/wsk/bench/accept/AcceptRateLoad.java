package io.wsk.bench.accept;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.load.Load;
import io.wsk.bench.load.Measured;
import io.wsk.bench.load.Target;
import io.wsk.bench.server.Usage;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Connections for a while, some of them before anything is measured. */
final class AcceptRateLoad implements Load<AcceptCell> {
  @Override
  public String label(AcceptCell cell) {
    return cell.label();
  }

  @Override
  public Map<Metric, Double> measure(Target target, AcceptCell cell, Duration duration)
      throws WrongAnswerException, IOException, InterruptedException {
    try (AcceptLoad load = new AcceptLoad(target.port(), cell)) {
      Measured<AcceptLoad.Result> measured =
          Measured.afterRunIn(load::run, target.meter(), duration);
      return figures(measured.result(), measured.used());
    }
  }

  private static Map<Metric, Double> figures(AcceptLoad.Result result, Usage used) {
    double count = result.connections();
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.CONNECTION_RATE, count * TimeUnit.SECONDS.toNanos(1) / result.nanos());
    figures.put(Metric.CONNECTION_CPU, used.loopNanos() / count);
    figures.put(Metric.CONNECTION_ALLOCATION, used.loopBytes() / count);
    return figures;
  }
}

package io.wsk.bench.udp;

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

/** Echo for a while, from a socket of its own, which runs in before anything is measured. */
final class UdpEchoLoad implements Load<UdpCell> {
  @Override
  public String label(UdpCell cell) {
    return cell.label();
  }

  @Override
  public Map<Metric, Double> measure(Target target, UdpCell cell, Duration duration)
      throws WrongAnswerException, IOException, InterruptedException {
    try (UdpLoad load = UdpLoad.open(target.port(), cell)) {
      Measured<UdpLoad.Result> measured = Measured.afterRunIn(load::run, target.meter(), duration);
      return figures(measured.result(), measured.used());
    }
  }

  private static Map<Metric, Double> figures(UdpLoad.Result result, Usage used) {
    double messages = result.messages();
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.THROUGHPUT, messages * TimeUnit.SECONDS.toNanos(1) / result.nanos());
    figures.put(Metric.CPU, used.processNanos() / messages);
    figures.put(Metric.LOOP_CPU, used.loopNanos() / messages);
    figures.put(Metric.LOOP_ALLOCATION, used.loopBytes() / messages);
    return figures;
  }
}

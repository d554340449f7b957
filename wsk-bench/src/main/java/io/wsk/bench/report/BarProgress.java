package io.wsk.bench.report;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress on a terminal: one line that is drawn anew each second. */
final class BarProgress implements Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final TimeLeft time;
  private final Consumer<String> lines;
  private final ProgressBar bar;

  BarProgress(TimeLeft time, Consumer<String> lines) {
    this.time = time;
    this.lines = lines;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("measuring")
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" s", 1000)
            .setInitialMax(time.planned().toMillis())
            .setUpdateIntervalMillis(Math.toIntExact(INTERVAL.toMillis()))
            .continuousUpdate()
            .setEtaFunction(state -> Optional.of(time.left()))
            .build();
  }

  @Override
  public void begins(String label) {
    bar.setExtraMessage(" " + label);
  }

  @Override
  public void ended() {
    bar.stepTo(time.done().toMillis());
  }

  /** On a line of its own; the bar is drawn below. */
  @Override
  public void say(String line) {
    lines.accept(System.lineSeparator() + line);
  }

  @Override
  public void close() {
    bar.close();
  }
}

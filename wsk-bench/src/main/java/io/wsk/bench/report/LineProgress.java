package io.wsk.bench.report;

import java.util.Locale;
import java.util.function.Consumer;

/** Shows progress where there is no terminal: a line for each change of what is measured. */
final class LineProgress implements Progress {
  private final TimeLeft time;
  private final Consumer<String> lines;
  private String last = "";

  LineProgress(TimeLeft time, Consumer<String> lines) {
    this.time = time;
    this.lines = lines;
  }

  @Override
  public void begins(String label) {
    if (!label.equals(last)) {
      last = label;
      say(percent() + "  " + TimeLeft.text(time.left()) + " left  " + label);
    }
  }

  private String percent() {
    double part = (double) time.done().toNanos() / Math.max(1, time.planned().toNanos());
    return String.format(Locale.ROOT, "%3.0f %%", 100 * part);
  }

  @Override
  public void ended() {}

  @Override
  public void say(String line) {
    lines.accept(line);
  }

  @Override
  public void close() {}
}

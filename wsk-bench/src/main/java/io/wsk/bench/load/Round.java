package io.wsk.bench.load;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.server.Turns;
import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.suite.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * All subjects in turn, under the same circumstances.
 *
 * @param suite whose round
 * @param load the load
 * @param cell its shape
 * @param number of the round, from 0
 * @param <C> what says how the load is shaped
 */
record Round<C>(String suite, Load<C> load, C cell, int number) {
  /** Gives the running server of a subject. */
  @FunctionalInterface
  interface Targets {
    Target of(Subject subject) throws IOException, InterruptedException;
  }

  void run(List<Subject> subjects, Targets targets, Duration duration, Recorder recorder)
      throws IOException, InterruptedException {
    for (Subject subject : Turns.of(subjects, number)) {
      measure(subject, targets.of(subject), duration, recorder);
    }
  }

  private void measure(Subject subject, Target target, Duration duration, Recorder recorder)
      throws IOException, InterruptedException {
    String label = load.label(cell);
    try {
      load.measure(target, cell, duration)
          .forEach(
              (metric, value) ->
                  recorder.add(new Sample(suite, label, subject.label(), metric, number, value)));
    } catch (WrongAnswerException e) {
      recorder.add(new Failure(suite, label, subject.label(), number, e.what()));
    }
  }
}

package io.wsk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.server.ServerFactory;
import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.suite.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final ServerFactory NONE =
      transport -> {
        throw new AssertionError("nothing is to be started");
      };
  private static final List<Subject> SUBJECTS =
      List.of(new Subject("test", "raw", NONE), new Subject("test", "own", NONE));

  private final Records records = new Records();

  /** A load that gives the target's port as its figure, and fails for port 0. */
  private static final class PortLoad implements Load<String> {
    @Override
    public String label(String cell) {
      return cell;
    }

    @Override
    public Map<Metric, Double> measure(Target target, String cell, Duration duration)
        throws WrongAnswerException {
      if (target.port() == 0) {
        throw new WrongAnswerException("no port");
      }
      return Map.of(Metric.TIME, (double) target.port());
    }
  }

  private static final class Records implements Recorder {
    final List<Sample> samples = new ArrayList<>();
    final List<Failure> failures = new ArrayList<>();

    @Override
    public void add(Sample sample) {
      samples.add(sample);
    }

    @Override
    public void add(Failure failure) {
      failures.add(failure);
    }
  }

  @Test
  void everySubjectHasItsTurn() throws Exception {
    run(0, 7, 8);
    assertThat(records.samples)
        .containsExactly(
            new Sample("test", "cell", "raw", Metric.TIME, 0, 7),
            new Sample("test", "cell", "own", Metric.TIME, 0, 8));
  }

  @Test
  void everyOtherRoundGoesTheOtherWay() throws Exception {
    run(3, 7, 8);
    assertThat(records.samples)
        .extracting(Sample::subject, Sample::round)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("own", 3),
            org.assertj.core.groups.Tuple.tuple("raw", 3));
  }

  @Test
  void aWrongAnswerFailsItsRoundAndNoOther() throws Exception {
    run(2, 0, 8);
    assertThat(records.failures).containsExactly(new Failure("test", "cell", "raw", 2, "no port"));
    assertThat(records.samples).extracting(Sample::subject).containsExactly("own");
  }

  private void run(int number, int rawPort, int ownPort) throws Exception {
    new Round<>("test", new PortLoad(), "cell", number)
        .run(
            SUBJECTS,
            subject ->
                new Target(
                    subject.label().equals("raw") ? rawPort : ownPort,
                    () -> {
                      throw new AssertionError("nothing is to be read");
                    }),
            Duration.ZERO,
            records);
  }
}

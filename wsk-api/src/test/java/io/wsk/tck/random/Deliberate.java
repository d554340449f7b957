package io.wsk.tck.random;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the driver does wrong on purpose and the provider counts and logs. Each kind has the name of
 * the provider's counter and a text that its log line has.
 */
final class Deliberate {
  /** In the message of each exception that a callback or a completion routine throws. */
  static final String MESSAGE = "thrown on purpose by the random driver";

  /** A kind of error. */
  static final class Kind {
    private final String counter;
    private final String text;
    private final AtomicLong made = new AtomicLong();

    private Kind(String counter, String text) {
      this.counter = counter;
      this.text = text;
    }

    void add() {
      made.incrementAndGet();
    }

    long made() {
      return made.get();
    }

    String text() {
      return text;
    }
  }

  final Kind callbackThrew = new Kind("callback.exceptions", MESSAGE);
  final Kind routineThrew = new Kind("completion.exceptions", MESSAGE);
  final Kind badStatus = new Kind("callback.bad.status", "Event");
  final Kind badRelease = new Kind("client.errors", "REV-07");
  final Kind overAccepted = new Kind("client.errors", "REV-04");
  final Kind badNpiRelease = new Kind("client.errors", "REG-03");

  List<Kind> kinds() {
    return List.of(callbackThrew, routineThrew, badStatus, badRelease, overAccepted, badNpiRelease);
  }

  List<String> counters() {
    return kinds().stream().map(kind -> kind.counter).distinct().toList();
  }

  /** How often a counter of the provider should have gone up. */
  long made(String counter) {
    return kinds().stream()
        .filter(kind -> kind.counter.equals(counter))
        .mapToLong(Kind::made)
        .sum();
  }

  /** What a callback throws. */
  static RuntimeException exception() {
    return new IllegalArgumentException(MESSAGE);
  }
}

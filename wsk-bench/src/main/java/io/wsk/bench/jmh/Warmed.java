package io.wsk.bench.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a process measures, beside all that it is compared with: everything is opened and warmed in
 * turns before one of it is measured. So the compiler has seen the same classes and the same
 * branches in each process, whichever subject is measured there.
 */
public final class Warmed implements AutoCloseable {
  private static final int TURNS = 20;

  /** What a driver can do at a time is a divisor of this. */
  private static final int MULTIPLE = 64;

  private final List<Driver> drivers = new ArrayList<>();
  private Driver measured = new Nothing();

  private Warmed() {}

  /**
   * Opens a subject.
   *
   * @param <S> its type
   */
  @FunctionalInterface
  public interface Opening<S> {
    /**
     * Opens a subject.
     *
     * @param subject which
     * @return what drives it
     * @throws IOException if it cannot be opened
     * @throws InterruptedException if the thread is interrupted
     */
    Driver open(S subject) throws IOException, InterruptedException;
  }

  /**
   * Opens subjects, and warms them.
   *
   * @param companions those that every process has
   * @param subject the one that is measured; it need not be one of them
   * @param opening opens each
   * @param operations how many each does while it is warmed; at least 1280
   * @param <S> the type of the subjects
   * @return all of them
   * @throws IOException if one cannot be opened
   * @throws InterruptedException if the thread is interrupted
   */
  public static <S extends Enum<S>> Warmed open(
      Collection<S> companions, S subject, Opening<S> opening, int operations)
      throws IOException, InterruptedException {
    Set<S> all = EnumSet.of(subject);
    all.addAll(companions);
    Warmed warmed = new Warmed();
    for (S each : all) {
      Driver driver = opening.open(each);
      warmed.drivers.add(driver);
      if (each == subject) {
        warmed.measured = driver;
      }
    }
    warmed.warm(operations / TURNS / MULTIPLE * MULTIPLE);
    return warmed;
  }

  private void warm(int operations) throws InterruptedException {
    for (int turn = 0; turn < TURNS; turn++) {
      for (Driver driver : drivers) {
        if (!driver.run(operations)) {
          throw new IllegalStateException("a subject did its work wrongly while it was warmed");
        }
      }
    }
  }

  /**
   * The one that is measured.
   *
   * @return its driver
   */
  public Driver measured() {
    return measured;
  }

  /**
   * Has the one that is measured do its work.
   *
   * @param operations how many
   * @param failures counts what went wrong
   * @param time counts what the event loop needed
   * @throws InterruptedException if the thread is interrupted
   */
  public void run(int operations, Failures failures, LoopTime time) throws InterruptedException {
    long before = measured.loopNanos();
    if (!measured.run(operations)) {
      failures.failed++;
    }
    time.loopNanos += measured.loopNanos() - before;
    time.loopOperations += operations;
  }

  @Override
  public void close() throws IOException {
    for (Driver driver : drivers) {
      driver.close();
    }
  }

  /** Stands in until there is something to measure. */
  private static final class Nothing implements Driver {
    @Override
    public boolean run(int operations) {
      return false;
    }

    @Override
    public void close() {}
  }
}

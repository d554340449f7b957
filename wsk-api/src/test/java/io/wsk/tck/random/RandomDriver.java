package io.wsk.tck.random;

import io.wsk.tck.WskHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Makes random calls, legal and illegal, on sockets of all kinds, from several threads and inside
 * callbacks, with random peers, and checks what must hold whatever is called:
 *
 * <ul>
 *   <li>every IRP is completed exactly once, with a status that something explains, before the
 *       close of its socket is;
 *   <li>callbacks of a socket never overlap, and none comes after its close or after a disable that
 *       has succeeded;
 *   <li>streams arrive complete and in order, in both directions; what was withdrawn does not
 *       arrive;
 *   <li>memory is touched while it is lent and not before or after;
 *   <li>nothing hangs, nothing is left behind, nothing is logged that was not asked for.
 * </ul>
 *
 * <p>A run is a number of rounds of a few seconds, each with a registration of its own.
 */
public final class RandomDriver {
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_OTHER_LINES = 5;

  private final WskHarness harness;
  private final FailingAllocator failing;
  private final RandomSettings settings;
  private final Findings findings = new Findings();
  private final Statistics statistics = new Statistics();
  private final Deliberate deliberate = new Deliberate();
  private final Map<String, Long> countedBefore = new HashMap<>();
  private final long begun = System.nanoTime();
  private long nextProgress = begun + PROGRESS_NANOS;
  private final Descriptors descriptors = new Descriptors();

  /**
   * A driver for one run.
   *
   * @param harness the provider under test
   * @param failing the allocator that the provider uses; null if its allocations never fail
   * @param settings how the run goes
   */
  public RandomDriver(WskHarness harness, FailingAllocator failing, RandomSettings settings) {
    this.harness = harness;
    this.failing = failing;
    this.settings = settings;
  }

  /** Runs. */
  public RandomResult run() throws IOException {
    settings.out().accept("random driver on " + harness.transport() + ", seed " + settings.seed());
    deliberate.counters().forEach(name -> countedBefore.put(name, harness.counted(name)));
    SplittableRandom random = new SplittableRandom(settings.seed());
    long end = begun + settings.duration().toNanos();
    int rounds = 0;
    while (findings.isEmpty() && (rounds == 0 || System.nanoTime() < end)) {
      long left = Math.max(0, end - System.nanoTime());
      SplittableRandom ofRound = random.split();
      long length = TimeUnit.MILLISECONDS.toNanos(700 + ofRound.nextInt(6000));
      Round round = new Round(harness, failing, findings, statistics, deliberate, ofRound);
      round.run(Math.min(left, length), this::progress);
      checkDescriptors(rounds++);
      checkCounters();
      checkLog();
    }
    statistics.count("rounds", rounds);
    return result();
  }

  private void progress() {
    long now = System.nanoTime();
    if (now - nextProgress >= 0) {
      nextProgress += PROGRESS_NANOS;
      settings.out().accept(seconds() + " s: " + statistics.progress());
    }
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
  }

  // ---- after each round -------------------------------------------------------------------------

  private void checkDescriptors(int round) {
    if (round == 0) {
      descriptors.note();
      return;
    }
    Map<String, Integer> left = descriptors.leftBehind();
    if (!left.isEmpty()) {
      findings.add("left behind: descriptors " + left);
    }
  }

  private void checkCounters() {
    for (String name : deliberate.counters()) {
      long counted = harness.counted(name) - countedBefore.get(name);
      if (findings.isEmpty() && counted != deliberate.made(name)) {
        findings.add(
            "the provider counted "
                + counted
                + " "
                + name
                + ", the driver made "
                + deliberate.made(name));
      }
    }
  }

  private void checkLog() {
    List<String> unexpected = new ArrayList<>(harness.takeWarnings());
    unexpected.removeIf(this::isExpected);
    if (!unexpected.isEmpty()) {
      findings.add(
          unexpected.size()
              + " unexpected line(s) in the log, such as"
              + System.lineSeparator()
              + String.join(
                  System.lineSeparator(),
                  unexpected.subList(0, Math.min(MOST_OTHER_LINES, unexpected.size()))));
    }
  }

  private boolean isExpected(String line) {
    boolean asked =
        deliberate.kinds().stream().anyMatch(kind -> kind.made() > 0 && line.contains(kind.text()));
    return asked || (failing != null && line.contains(FailingAllocator.MESSAGE));
  }

  // ---- the end ----------------------------------------------------------------------------------

  private RandomResult result() {
    StringBuilder report = new StringBuilder();
    report.append(
        String.format(
            Locale.ROOT,
            "random driver on %s, seed %d, %d s: %s%n",
            harness.transport(),
            settings.seed(),
            seconds(),
            findings.isEmpty() ? "no finding" : findings.count() + " FINDING(S)"));
    if (failing != null) {
      statistics.count("allocations that failed", failing.failures());
    }
    deliberate.kinds().forEach(kind -> statistics.count("on purpose: " + kind.text(), kind.made()));
    report.append(statistics.table());
    for (String finding : findings.kept()) {
      report.append("FINDING: ").append(finding).append(System.lineSeparator());
    }
    if (!findings.isEmpty()) {
      report.append("again by: ").append(settings.command()).append(System.lineSeparator());
    }
    return new RandomResult(findings.kept(), report.toString());
  }
}

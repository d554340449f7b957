package io.wsk.bench.jmh;

import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** JMH's benchmarks as a suite: a step is one cell in one round, with all its subjects in turns. */
public final class JmhSuite implements Suite {
  private final Definition definition;
  private final JmhSettings settings;

  /** What a suite measures. */
  public interface Definition {
    /**
     * The name that its samples carry.
     *
     * @return a word
     */
    String name();

    /**
     * What it measures, for people.
     *
     * @return a sentence
     */
    String title();

    /**
     * All that it can measure.
     *
     * @return the cells, in order
     */
    List<Cell> cells();

    /**
     * What it measures in a profile.
     *
     * @param profile how much to measure
     * @return the plans; none if the profile has nothing for it
     */
    List<Plan> plans(Profile profile);
  }

  /**
   * A suite.
   *
   * @param definition what it measures
   * @param settings how
   */
  public JmhSuite(Definition definition, JmhSettings settings) {
    this.definition = definition;
    this.settings = settings;
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Override
  public String title() {
    return definition.title();
  }

  /**
   * What is measured.
   *
   * @return the definition
   */
  public Definition definition() {
    return definition;
  }

  @Override
  public List<Step> steps(Profile profile) {
    return steps(definition.plans(profile));
  }

  /**
   * The steps of plans, round by round, so that what was measured before a Ctrl-C are whole rounds.
   *
   * @param plans what to measure; no cell in two of them
   * @return the steps
   */
  public List<Step> steps(List<Plan> plans) {
    int rounds = plans.stream().mapToInt(Plan::rounds).max().orElse(0);
    List<Step> steps = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (Plan plan : plans) {
        if (round < plan.rounds()) {
          addRound(steps, plan, round);
        }
      }
    }
    return steps;
  }

  private void addRound(List<Step> steps, Plan plan, int round) {
    for (Jvm jvm : settings.jvms()) {
      for (Cell cell : plan.cells()) {
        steps.add(step(cell, plan, jvm, round));
      }
    }
  }

  private Step step(Cell cell, Plan plan, Jvm jvm, int round) {
    String label = settings.label(cell, jvm);
    Duration estimate = plan.timing().estimate().multipliedBy(cell.subjects().size());
    return new Step(
        name() + ": " + label + ", round " + (round + 1) + " of " + plan.rounds(),
        estimate,
        recorder -> {
          for (Subject subject : inTurns(cell, round)) {
            RunFigures figures = new RunFigures(name(), label, subject.label(), round);
            measure(new Fork(cell, subject, plan.timing(), jvm), figures, recorder);
          }
        });
  }

  /** Every other round begins with the last. */
  static List<Subject> inTurns(Cell cell, int round) {
    List<Subject> turns = new ArrayList<>(cell.subjects());
    if (round % 2 != 0) {
      Collections.reverse(turns);
    }
    return turns;
  }

  private void measure(Fork fork, RunFigures figures, Recorder recorder) {
    try {
      figures.record(fork.run(settings), recorder);
    } catch (RunnerException e) {
      figures.fail(recorder, "JMH: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    // Every process has ended with its step.
  }
}

package io.wsk.bench.echo;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.server.Turns;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import io.wsk.bench.tcp.Contender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts servers under the same load, in turns, with all their processes alive: first a step that
 * starts and warms them, then one for each shape with some rounds, and all of it again with new
 * processes.
 */
final class ServerSuite implements Suite {
  /** In place of a cell, for what goes wrong between them. */
  static final String START = "start";

  private final Topic topic;
  private final Lineup lineup;
  private final Processes processes;

  ServerSuite(Topic topic, Lineup lineup, Processes processes) {
    this.topic = topic;
    this.lineup = lineup;
    this.processes = processes;
  }

  /**
   * What a suite is about.
   *
   * @param name in figures
   * @param title for people
   * @param measurement of one server for a round
   * @param planner says how often
   */
  record Topic(
      String name, String title, Measurement measurement, Function<Profile, Plan> planner) {}

  @Override
  public String name() {
    return topic.name();
  }

  @Override
  public String title() {
    return topic.title() + ", on " + lineup.transport().label();
  }

  @Override
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    for (Contender contender : lineup.contenders()) {
      versions.put(contender.label(), version(contender));
    }
    return versions;
  }

  private static String version(Contender contender) {
    try {
      return contender.version();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "not known: interrupted";
    }
  }

  @Override
  public List<String> notes() {
    return processes.notes();
  }

  @Override
  public List<Step> steps(Profile profile) {
    Plan plan = topic.planner().apply(profile).in(lineup);
    List<Step> steps = new ArrayList<>();
    for (int fork = 0; fork < plan.forks(); fork++) {
      addSteps(plan, fork, steps);
    }
    return steps;
  }

  private void addSteps(Plan plan, int fork, List<Step> steps) {
    String suffix = ", processes " + (fork + 1) + " of " + plan.forks();
    steps.add(
        new Step(
            name() + ": starting and warming servers" + suffix,
            plan.startEstimate(),
            recorder -> start(plan, fork, recorder)));
    for (Plan.Cell cell : plan.cells()) {
      steps.add(
          new Step(
              name() + ": " + topic.measurement().cell(cell.shape()) + suffix,
              plan.estimate(cell),
              recorder -> measure(plan, cell, fork, recorder)));
    }
  }

  private void start(Plan plan, int fork, Recorder recorder)
      throws IOException, InterruptedException {
    processes
        .restart(plan.started())
        .forEach((subject, what) -> recorder.add(new Failure(name(), START, subject, fork, what)));
    for (Plan.Cell cell : plan.cells()) {
      Rounds rounds = rounds(plan, cell, recorder);
      for (Contender contender : plan.inRound(cell, 0)) {
        rounds.warm(contender, fork * cell.rounds());
      }
      if (!plan.started().isEmpty()) {
        rounds.prepare(plan.started().get(0), fork * cell.rounds());
      }
    }
  }

  private void measure(Plan plan, Plan.Cell cell, int fork, Recorder recorder)
      throws InterruptedException {
    Rounds rounds = rounds(plan, cell, recorder);
    for (int round = 0; round < cell.rounds(); round++) {
      for (Contender contender : Turns.of(plan.inRound(cell, round), round)) {
        rounds.measure(contender, fork * cell.rounds() + round);
      }
    }
  }

  private Rounds rounds(Plan plan, Plan.Cell cell, Recorder recorder) {
    return new Rounds(new Rounds.Cell(topic, cell.shape(), plan.timing()), processes, recorder);
  }

  @Override
  public void close() throws IOException {
    processes.close();
  }
}

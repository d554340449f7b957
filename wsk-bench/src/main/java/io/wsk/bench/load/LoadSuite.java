package io.wsk.bench.load;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.server.Fleet;
import io.wsk.bench.server.Pinning;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.server.WarmUp;
import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A suite of servers under load: forks with rounds, rounds with cells, cells with all subjects in
 * turn.
 *
 * @param <C> what says how the load is shaped
 */
public final class LoadSuite<C> implements Suite {
  private final String name;
  private final String title;
  private final Load<C> load;
  private final Function<Profile, LoadPlan<C>> plans;
  private final ServerSettings servers;
  private @Nullable Pinning pinning;
  private @Nullable Fleet fleet;

  /**
   * A suite.
   *
   * @param what names it, and says what it measures
   * @param load the load
   * @param plans what to measure
   * @param servers how the servers are started
   */
  public LoadSuite(
      Label what, Load<C> load, Function<Profile, LoadPlan<C>> plans, ServerSettings servers) {
    this.name = what.name();
    this.title = what.title();
    this.load = load;
    this.plans = plans;
    this.servers = servers;
  }

  /**
   * What a suite is called.
   *
   * @param name the name that samples carry
   * @param title what it measures, for people
   */
  public record Label(String name, String title) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title + ", on " + servers.transport().label();
  }

  @Override
  public List<String> notes() {
    return pinning == null ? List.of() : List.of(pinning.describe());
  }

  @Override
  public List<Step> steps(Profile profile) {
    LoadPlan<C> plan = plans.apply(profile);
    List<Step> steps = new ArrayList<>();
    for (int fork = 0; fork < plan.forks(); fork++) {
      steps.add(new Step(name + ": starting servers", plan.startEstimate(), to -> start(plan, to)));
      for (int round = 0; round < plan.rounds(); round++) {
        int number = fork * plan.rounds() + round;
        plan.cells().forEach(cell -> steps.add(step(plan, cell, number)));
      }
    }
    return steps;
  }

  private Step step(LoadPlan<C> plan, C cell, int number) {
    Round<C> round = new Round<>(name, load, cell, number);
    return new Step(
        name + ": " + load.label(cell), plan.roundEstimate(), to -> measure(plan, round, to));
  }

  private void measure(LoadPlan<C> plan, Round<C> round, Recorder recorder)
      throws IOException, InterruptedException {
    round.run(plan.subjects(), this::target, plan.round(), recorder);
  }

  private Target target(Subject subject) throws IOException, InterruptedException {
    ServerProcess process = fleet == null ? null : fleet.of(subject.label());
    if (process == null) {
      throw new IOException(subject.server() + " is not running");
    }
    return new Target(process.port(), process::usage);
  }

  private void start(LoadPlan<C> plan, Recorder recorder) throws IOException, InterruptedException {
    stop();
    fleet = Fleet.start(commands(plan), pinning());
    for (C cell : plan.cells()) {
      for (Subject subject : plan.subjects()) {
        warm(plan, cell, subject, recorder);
      }
    }
  }

  private Map<String, List<String>> commands(LoadPlan<C> plan) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (Subject subject : plan.subjects()) {
      commands.put(subject.label(), servers.command(subject.server(), List.of()));
    }
    return commands;
  }

  private Pinning pinning() {
    Pinning known = pinning;
    if (known == null) {
      known = Pinning.apply();
      pinning = known;
    }
    return known;
  }

  private void warm(LoadPlan<C> plan, C cell, Subject subject, Recorder recorder)
      throws IOException, InterruptedException {
    try {
      Target target = target(subject);
      WarmUp.of(target.meter(), duration -> load.measure(target, cell, duration), plan.warmUp());
    } catch (WrongAnswerException e) {
      String what = "while it was warmed: " + e.what();
      recorder.add(new Failure(name, load.label(cell), subject.label(), 0, what));
    }
  }

  private void stop() throws IOException {
    Fleet running = fleet;
    fleet = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public void close() throws IOException {
    Pinning pinned = pinning;
    pinning = null;
    try {
      stop();
    } finally {
      if (pinned != null) {
        pinned.close();
      }
    }
  }
}

package io.wsk.bench.echo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts all servers under the same load, in turns. A round opens its connections and runs them in
 * before it measures, so that it measures messages and nothing else; and since every round has
 * connections of its own, luck that sticks to a connection, such as the sizes of its reads, shows
 * in the spread. Every other round goes the other way round, so that a drift of the machine does
 * not favour one.
 */
final class EchoComparison {
  private final Servers servers;
  private final Plan plan;
  private final Consumer<String> progress;
  private final List<Round> rounds = new ArrayList<>();

  /**
   * How long to measure.
   *
   * @param rounds how many rounds
   * @param warmUp how long each server is warmed with each shape, before anything is measured
   * @param runIn how long new connections run before they are measured
   * @param round how long a round is
   */
  record Plan(int rounds, Duration warmUp, Duration runIn, Duration round) {}

  /**
   * A comparison.
   *
   * @param servers who is compared
   * @param plan how long to measure
   * @param progress gets a line for each shape, and for each failed round
   */
  EchoComparison(Servers servers, Plan plan, Consumer<String> progress) {
    this.servers = servers;
    this.plan = plan;
    this.progress = progress;
  }

  /** Measures; a server that answers wrongly fails its round, not the comparison. */
  List<Round> run(List<Shape> shapes) throws IOException, InterruptedException {
    progress.accept("warming up");
    for (Shape shape : shapes) {
      for (Contender contender : Contender.values()) {
        warm(shape, contender);
      }
    }
    for (Shape shape : shapes) {
      progress.accept("measuring " + shape);
      for (int number = 0; number < plan.rounds(); number++) {
        measure(shape, number);
      }
    }
    return rounds;
  }

  private void warm(Shape shape, Contender contender) throws IOException {
    try (EchoLoad load = EchoLoad.connect(servers.port(contender), shape)) {
      load.run(plan.warmUp());
    } catch (WrongEchoException e) {
      add(Round.failed(shape, contender, Round.WARM_UP, e.what()));
    }
  }

  private void measure(Shape shape, int number) throws IOException, InterruptedException {
    List<Contender> order = new ArrayList<>(List.of(Contender.values()));
    if (number % 2 == 1) {
      Collections.reverse(order);
    }
    for (Contender contender : order) {
      add(measure(shape, contender, number));
    }
  }

  private Round measure(Shape shape, Contender contender, int number)
      throws IOException, InterruptedException {
    try (EchoLoad load = EchoLoad.connect(servers.port(contender), shape)) {
      load.run(plan.runIn());
      Usage before = servers.usage(contender);
      EchoLoad.Result result = load.run(plan.round());
      Usage used = servers.usage(contender).minus(before);
      return Round.of(shape, contender, number, result, used);
    } catch (WrongEchoException e) {
      return Round.failed(shape, contender, number, e.what());
    }
  }

  private void add(Round round) {
    if (!round.isGood()) {
      progress.accept("FAILED: " + round.contender().label() + ": " + round.failure());
    }
    rounds.add(round);
  }
}

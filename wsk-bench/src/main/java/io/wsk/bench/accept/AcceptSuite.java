package io.wsk.bench.accept;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.load.LoadPlan;
import io.wsk.bench.load.LoadSuite;
import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.suite.Profile;
import java.time.Duration;
import java.util.List;

/** Connections that are accepted, used once and closed. */
public final class AcceptSuite {
  /** The suite's name. */
  public static final String NAME = "accept";

  private static final LoadSuite.Label LABEL =
      new LoadSuite.Label(NAME, "Connections made, accepted, used for one byte and reset");

  private AcceptSuite() {}

  /**
   * The suite.
   *
   * @param servers how the servers are started
   * @return a suite, to be closed
   */
  public static LoadSuite<AcceptCell> on(ServerSettings servers) {
    return new LoadSuite<>(LABEL, new AcceptRateLoad(), AcceptSuite::plan, servers);
  }

  private static LoadPlan<AcceptCell> plan(Profile profile) {
    return switch (profile) {
      case QUICK ->
          new LoadPlan<>(
              AcceptCell.all(),
              AcceptServers.all(),
              1,
              2,
              Duration.ofMillis(400),
              Duration.ofMillis(450));
      case FULL ->
          new LoadPlan<>(
              AcceptCell.all(),
              AcceptServers.all(),
              2,
              5,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1));
      case BUDGETS ->
          new LoadPlan<>(
              List.of(AcceptCell.OF_BUDGET),
              AcceptServers.of(Sample.RAW, AcceptServers.WSK_STATIC, AcceptServers.WSK_INSPECT),
              4,
              7,
              Duration.ofSeconds(2),
              Duration.ofSeconds(1));
    };
  }
}

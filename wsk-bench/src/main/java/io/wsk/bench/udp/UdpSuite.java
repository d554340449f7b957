package io.wsk.bench.udp;

import io.wsk.bench.load.LoadPlan;
import io.wsk.bench.load.LoadSuite;
import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.suite.Profile;
import java.time.Duration;

/** UDP echo over loopback. */
public final class UdpSuite {
  /** The suite's name. */
  public static final String NAME = "udp";

  private static final LoadSuite.Label LABEL = new LoadSuite.Label(NAME, "UDP echo over loopback");

  private UdpSuite() {}

  /**
   * The suite.
   *
   * @param servers how the servers are started
   * @return a suite, to be closed
   */
  public static LoadSuite<UdpCell> on(ServerSettings servers) {
    return new LoadSuite<>(LABEL, new UdpEchoLoad(), UdpSuite::plan, servers);
  }

  private static LoadPlan<UdpCell> plan(Profile profile) {
    return switch (profile) {
      case QUICK ->
          new LoadPlan<>(
              UdpCell.all(),
              UdpServers.all(),
              1,
              2,
              Duration.ofMillis(200),
              Duration.ofMillis(250));
      case FULL ->
          new LoadPlan<>(
              UdpCell.all(),
              UdpServers.all(),
              2,
              3,
              Duration.ofMillis(300),
              Duration.ofMillis(700));
      case BUDGETS ->
          new LoadPlan<>(
              UdpCell.ofBudget(),
              UdpServers.ofBudget(),
              3,
              5,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1));
    };
  }
}

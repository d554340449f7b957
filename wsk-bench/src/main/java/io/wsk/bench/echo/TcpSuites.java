package io.wsk.bench.echo;

import io.wsk.bench.suite.Suite;
import io.wsk.bench.tcp.CServer;
import io.wsk.bench.tcp.Service;

/** The suites that put TCP servers under load. */
public final class TcpSuites {
  /** The name of {@link #echo}; its cells are {@link Shape#name}. */
  public static final String ECHO = "echo";

  /** The name of {@link #latency}; its cells are {@link Shape#size}. */
  public static final String LATENCY = "latency";

  /** The name of {@link #flood}; its cells are {@link Shape#size}. */
  public static final String FLOOD = "flood";

  private TcpSuites() {}

  /**
   * Cost and throughput of echo, in a closed loop.
   *
   * @param lineup who takes part
   * @return the suite; its subjects are the labels of contenders
   */
  public static Suite echo(Lineup lineup) {
    ServerSuite.Topic topic =
        new ServerSuite.Topic(
            ECHO,
            "TCP echo over loopback, as fast as it goes (connections x bytes x pipelining)",
            new CostMeasurement(ClosedLoad::connect, Shape::name),
            Plans::echo);
    return of(topic, lineup, Service.ECHO);
  }

  /**
   * Latencies of echo, at a fixed rate.
   *
   * @param lineup who takes part
   * @return the suite; its subjects are the labels of contenders
   */
  public static Suite latency(Lineup lineup) {
    ServerSuite.Topic topic =
        new ServerSuite.Topic(
            LATENCY,
            "TCP echo over loopback, at half the rate that raw Netty can take (connections x"
                + " bytes)",
            new LatencyMeasurement(),
            Plans::latency);
    return of(topic, lineup, Service.ECHO);
  }

  /**
   * Cost and throughput of bytes that go one way.
   *
   * @param lineup who takes part
   * @return the suite; its subjects are the labels of contenders
   */
  public static Suite flood(Lineup lineup) {
    ServerSuite.Topic topic =
        new ServerSuite.Topic(
            FLOOD,
            "TCP one way over loopback, as fast as it goes (connections x bytes)",
            new CostMeasurement(FloodLoad::connect, Shape::size),
            Plans::flood);
    return of(topic, lineup, Service.FLOOD);
  }

  private static Suite of(ServerSuite.Topic topic, Lineup lineup, Service service) {
    return new ServerSuite(topic, lineup, new Processes(lineup, service, CServer.COMPILER));
  }
}

package io.wsk.bench.budget;

import static io.wsk.bench.budget.Budget.Relation.DIFFERENCE;
import static io.wsk.bench.budget.Budget.Relation.RATIO;

import io.wsk.bench.accept.AcceptCell;
import io.wsk.bench.accept.AcceptServers;
import io.wsk.bench.accept.AcceptSuite;
import io.wsk.bench.dispatch.ReceiveSubject;
import io.wsk.bench.dispatch.ReceiveSuite;
import io.wsk.bench.dispatch.Work;
import io.wsk.bench.echo.Shape;
import io.wsk.bench.echo.TcpSuites;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.memory.MemoryCell;
import io.wsk.bench.memory.MemorySuite;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.tcp.Contender;
import io.wsk.bench.udp.UdpCell;
import io.wsk.bench.udp.UdpServers;
import io.wsk.bench.udp.UdpSuite;
import java.util.ArrayList;
import java.util.List;

/** The budgets of this project: all of them, and what they say. */
public final class Budgets {
  private final List<Budget> budgets = new ArrayList<>();

  private Budgets() {}

  /**
   * All budgets.
   *
   * @return one for each cell, in the order of a report
   */
  public static List<Budget> all() {
    Budgets all = new Budgets();
    all.addReceive();
    all.addEcho();
    all.addPeers();
    all.addDatagrams();
    all.addConnections();
    return List.copyOf(all.budgets);
  }

  /**
   * Holds a run against all budgets.
   *
   * @param results what was measured
   * @return a verdict for each budget
   */
  public static List<Verdict> judge(Results results) {
    return all().stream().map(budget -> budget.judge(results)).toList();
  }

  private void addReceive() {
    for (int buffers : ReceiveSuite.BUDGETED_BUFFERS) {
      String cell = ReceiveSuite.cell(Work.ACCEPT_ALL, buffers);
      addReceive(cell, ReceiveSubject.STATIC, Limit.atMost(2));
      addReceive(cell, ReceiveSubject.DYNAMIC, Limit.atMost(8));
    }
  }

  private void addReceive(String cell, ReceiveSubject subject, Limit limit) {
    String title = "receive dispatch, " + subject.label();
    Results.Pair pair = new Results.Pair(ReceiveSuite.NAME, cell, subject.label(), Sample.RAW);
    add(title + ", CPU", pair, Metric.LOOP_TIME, DIFFERENCE, limit);
    add(title + ", memory", pair, Metric.ALLOCATION, DIFFERENCE, Limit.bytes(0));
  }

  private void addEcho() {
    for (Shape shape : Shape.budgeted()) {
      Results.Pair own = echo(shape, Contender.RAW);
      add("TCP echo, CPU", own, Metric.LOOP_CPU, RATIO, Limit.atMost(1.03));
      add("TCP echo, memory", own, Metric.LOOP_ALLOCATION, DIFFERENCE, Limit.bytes(0));
    }
  }

  /** Small messages are mostly system calls, which are the same for all. */
  private void addPeers() {
    for (Contender peer : Contender.FRAMEWORKS) {
      for (Shape shape : Shape.budgeted()) {
        Limit limit = shape.bytes() < Shape.LARGE ? Limit.below(1) : Limit.clearlyBelow(1);
        add("TCP echo, CPU against peers", echo(shape, peer), Metric.CPU, RATIO, limit);
      }
    }
  }

  private static Results.Pair echo(Shape shape, Contender base) {
    return new Results.Pair(
        TcpSuites.ECHO, shape.name(), Contender.WSK_STATIC.label(), base.label());
  }

  private void addDatagrams() {
    for (UdpCell cell : UdpCell.ofBudget()) {
      Results.Pair lists =
          new Results.Pair(UdpSuite.NAME, cell.label(), UdpServers.WSK_LISTS, Sample.RAW);
      add("UDP echo, throughput", lists, Metric.THROUGHPUT, RATIO, Limit.atLeast(1.07));
    }
  }

  private void addConnections() {
    Results.Pair plain = accept(AcceptServers.WSK_STATIC);
    Results.Pair inspected = accept(AcceptServers.WSK_INSPECT);
    add("accept, CPU", plain, Metric.CONNECTION_CPU, RATIO, Limit.atMost(1.05));
    add("accept with inspect, CPU", inspected, Metric.CONNECTION_CPU, RATIO, Limit.atMost(1.15));
    String cell = MemoryCell.fresh(Profile.BUDGETS).label();
    budgets.add(
        new Budget(
            "memory of an idle connection",
            new Results.Pair(MemorySuite.NAME, cell, AcceptServers.WSK_STATIC, Sample.RAW),
            List.of(Metric.HEAP, Metric.DIRECT),
            DIFFERENCE,
            Limit.bytes(512)));
  }

  private static Results.Pair accept(String subject) {
    return new Results.Pair(AcceptSuite.NAME, AcceptCell.OF_BUDGET.label(), subject, Sample.RAW);
  }

  private void add(
      String title, Results.Pair pair, Metric metric, Budget.Relation relation, Limit limit) {
    budgets.add(new Budget(title, pair, List.of(metric), relation, limit));
  }
}

package io.wsk.bench.budget;

import static io.wsk.bench.budget.Budget.Relation.DIFFERENCE;
import static io.wsk.bench.budget.Budget.Relation.RATIO;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import java.util.ArrayList;
import java.util.List;

/** The budgets of this project: all of them, and what they say. */
public final class Budgets {
  private static final String STATIC = "wsk-static";
  private static final String LISTS = "wsk-static, lists";
  private static final String INSPECT = "wsk-static, inspect";
  private static final List<String> PEERS = List.of("vertx", "reactor-netty", "mina");
  private static final List<Integer> CONNECTIONS = List.of(1, 64);
  private static final List<Integer> PIPELINING = List.of(1, 16);
  private static final String SMALL = "64 B";
  private static final String LARGE = "16 KiB";

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
    for (String buffers : List.of("1 buffer", "16 buffers")) {
      String cell = "accept all, " + buffers + " a read";
      Results.Pair fast = new Results.Pair("receive", cell, "static", Sample.RAW);
      Results.Pair slow = new Results.Pair("receive", cell, "dynamic", Sample.RAW);
      add("receive dispatch, static", fast, Metric.TIME, DIFFERENCE, Limit.atMost(2));
      add("receive dispatch, static, memory", fast, Metric.ALLOCATION, DIFFERENCE, Limit.bytes(0));
      add("receive dispatch, dynamic", slow, Metric.TIME, DIFFERENCE, Limit.atMost(8));
      add("receive dispatch, dynamic, memory", slow, Metric.ALLOCATION, DIFFERENCE, Limit.bytes(0));
    }
  }

  private void addEcho() {
    for (String bytes : List.of(SMALL, LARGE)) {
      for (String cell : echoCells(bytes)) {
        Results.Pair own = new Results.Pair("echo", cell, STATIC, Sample.RAW);
        add("TCP echo, CPU", own, Metric.CPU, RATIO, Limit.atMost(1.03));
        add("TCP echo, memory", own, Metric.LOOP_ALLOCATION, DIFFERENCE, Limit.bytes(0));
      }
    }
  }

  private void addPeers() {
    for (String peer : PEERS) {
      echoCells(SMALL).forEach(cell -> addPeer(peer, cell, Limit.below(1)));
      echoCells(LARGE).forEach(cell -> addPeer(peer, cell, Limit.clearlyBelow(1)));
    }
  }

  private void addPeer(String peer, String cell, Limit limit) {
    add(
        "TCP echo, CPU against peers",
        new Results.Pair("echo", cell, STATIC, peer),
        Metric.CPU,
        RATIO,
        limit);
  }

  private static List<String> echoCells(String bytes) {
    List<String> cells = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      for (int pipelining : PIPELINING) {
        cells.add(connections + " x " + bytes + " x " + pipelining);
      }
    }
    return cells;
  }

  private void addDatagrams() {
    for (String cell : List.of("64 B, 64 in flight", "1024 B, 64 in flight")) {
      Results.Pair lists = new Results.Pair("udp", cell, LISTS, Sample.RAW);
      add("UDP echo, throughput", lists, Metric.THROUGHPUT, RATIO, Limit.atLeast(1.07));
    }
  }

  private void addConnections() {
    String cell = "16 at a time";
    Results.Pair plain = new Results.Pair("accept", cell, STATIC, Sample.RAW);
    Results.Pair inspected = new Results.Pair("accept", cell, INSPECT, Sample.RAW);
    add("accept, CPU", plain, Metric.CONNECTION_CPU, RATIO, Limit.atMost(1.05));
    add("accept with inspect, CPU", inspected, Metric.CONNECTION_CPU, RATIO, Limit.atMost(1.15));
    budgets.add(
        new Budget(
            "memory of an idle connection",
            new Results.Pair("memory", "10,000 connections, never used", STATIC, Sample.RAW),
            List.of(Metric.HEAP, Metric.DIRECT),
            DIFFERENCE,
            Limit.bytes(512)));
  }

  private void add(
      String title, Results.Pair pair, Metric metric, Budget.Relation relation, Limit limit) {
    budgets.add(new Budget(title, pair, List.of(metric), relation, limit));
  }
}

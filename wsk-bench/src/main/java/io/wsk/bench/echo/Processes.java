package io.wsk.bench.echo;

import io.wsk.bench.server.Fleet;
import io.wsk.bench.server.Pinning;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.tcp.CServer;
import io.wsk.bench.tcp.Contender;
import io.wsk.bench.tcp.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server processes of a suite: all contenders, started anew for each fork. */
final class Processes implements AutoCloseable {
  private final Lineup lineup;
  private final Service service;
  private final String compiler;
  private final List<String> notes = new ArrayList<>();

  private @Nullable Pinning pinning;
  private @Nullable CServer inC;
  private boolean isBuilt;
  private @Nullable Fleet fleet;

  /**
   * No processes yet.
   *
   * @param lineup how they are started
   * @param service what they do
   * @param compiler builds the contender in C
   */
  Processes(Lineup lineup, Service service, String compiler) {
    this.lineup = lineup;
    this.service = service;
    this.compiler = compiler;
  }

  /** What is to be known of them, for people. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Ends those that run, and starts new ones; says who did not end well or does not come up. */
  Map<String, String> restart(List<Contender> contenders) throws IOException, InterruptedException {
    Map<String, String> problems = new LinkedHashMap<>(stop());
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      List<String> command = command(contender);
      if (!command.isEmpty()) {
        commands.put(contender.label(), command);
      }
    }
    Fleet started = Fleet.start(commands, pinning());
    fleet = started;
    problems.putAll(started.await());
    return problems;
  }

  private Map<String, String> stop() {
    Fleet running = fleet;
    fleet = null;
    return running == null ? Map.of() : running.stop();
  }

  private Pinning pinning() {
    Pinning known = pinning;
    if (known == null) {
      known = Pinning.apply();
      pinning = known;
      notes.add(known.describe());
    }
    return known;
  }

  /** Empty if the host cannot run it. */
  private List<String> command(Contender contender) throws InterruptedException {
    if (contender.isJava()) {
      return contender.command(service, lineup.transport(), lineup.jvmArgs());
    }
    build(contender);
    return inC == null ? List.of() : inC.command(service);
  }

  private void build(Contender contender) throws InterruptedException {
    if (isBuilt) {
      return;
    }
    isBuilt = true;
    try {
      inC = CServer.build(compiler);
    } catch (IOException e) {
      notes.add(contender.label() + " is left out: " + e.getMessage());
    }
  }

  /** The process of a contender, or null if it is not running. */
  @Nullable ServerProcess of(Contender contender) {
    return fleet == null ? null : fleet.of(contender.label());
  }

  @Override
  @SuppressWarnings("try") // they are only to be closed, all of them, whatever one of them says
  public void close() throws IOException {
    try (Pinning pinned = pinning;
        CServer built = inC;
        Fleet running = fleet) {
      pinning = null;
      inC = null;
      fleet = null;
    }
  }
}

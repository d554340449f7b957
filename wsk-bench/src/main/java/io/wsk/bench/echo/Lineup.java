package io.wsk.bench.echo;

import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.tcp.Contender;
import java.util.List;

/**
 * Who may take part in a comparison, and how. A suite measures those of them that its profile asks
 * for.
 *
 * @param contenders who
 * @param transport what their sockets live on, where they have the choice
 * @param jvmArgs more options for their virtual machines
 */
public record Lineup(List<Contender> contenders, ServerTransport transport, List<String> jvmArgs) {
  /** A lineup whose lists do not change. */
  public Lineup {
    contenders = List.copyOf(contenders);
    jvmArgs = List.copyOf(jvmArgs);
  }

  /**
   * All contenders, as they come.
   *
   * @param transport what their sockets live on, where they have the choice
   * @return the lineup
   */
  public static Lineup all(ServerTransport transport) {
    return new Lineup(List.of(Contender.values()), transport, List.of());
  }

  List<Contender> of(List<Contender> asked) {
    return asked.stream().filter(contenders::contains).toList();
  }
}

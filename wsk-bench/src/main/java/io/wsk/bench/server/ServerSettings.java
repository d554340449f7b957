package io.wsk.bench.server;

import java.util.ArrayList;
import java.util.List;

/**
 * How the servers of a suite are started.
 *
 * @param transport what their sockets live on
 * @param jvmArgs options that the user gives their virtual machines
 */
public record ServerSettings(ServerTransport transport, List<String> jvmArgs) {
  /** Settings whose list does not change. */
  public ServerSettings {
    jvmArgs = List.copyOf(jvmArgs);
  }

  /**
   * The command line of a server.
   *
   * @param server its name, as {@link ServeCommand} knows it
   * @param suiteArgs options that the suite gives its virtual machine; the user may overrule them
   * @return the words
   */
  public List<String> command(String server, List<String> suiteArgs) {
    List<String> args = new ArrayList<>(suiteArgs);
    args.addAll(jvmArgs);
    return ServerCommand.of(server, transport, args);
  }
}

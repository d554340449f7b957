package io.wsk.bench.echo;

import io.wsk.bench.server.Pinning;
import io.wsk.bench.server.ServerCommand;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.server.Usage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Each server in a process of its own. */
final class ServerProcesses implements Servers {
  private final Map<Contender, ServerProcess> processes = new EnumMap<>(Contender.class);
  private final Map<Contender, Integer> ports = new EnumMap<>(Contender.class);

  static ServerProcesses start(ServerTransport transport, List<String> jvmArgs, Pinning pinning)
      throws IOException, InterruptedException {
    ServerProcesses servers = new ServerProcesses();
    for (Contender contender : Contender.values()) {
      List<String> command = ServerCommand.of(contender.server(), transport, jvmArgs);
      servers.processes.put(contender, ServerProcess.start(pinning.server(command)));
    }
    for (Contender contender : Contender.values()) {
      servers.ports.put(contender, servers.of(contender).port());
    }
    return servers;
  }

  private ServerProcess of(Contender contender) {
    ServerProcess process = processes.get(contender);
    if (process == null) {
      throw new IllegalArgumentException(contender + " has not been started");
    }
    return process;
  }

  @Override
  public int port(Contender contender) {
    return ports.getOrDefault(contender, 0);
  }

  @Override
  public Usage usage(Contender contender) throws IOException, InterruptedException {
    return of(contender).usage();
  }

  @Override
  public void close() throws IOException {
    for (ServerProcess process : processes.values()) {
      process.close();
    }
  }
}

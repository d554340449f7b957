package io.wsk.bench.echo;

import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.server.Usage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** All servers in this process. */
final class LocalServers implements Servers {
  private final Map<Contender, Server> servers = new EnumMap<>(Contender.class);

  LocalServers(ServerTransport transport) throws IOException, InterruptedException {
    for (Contender contender : Contender.values()) {
      servers.put(contender, Contender.servers().get(contender.server()).start(transport));
    }
  }

  @Override
  public int port(Contender contender) {
    return servers.get(contender).port();
  }

  @Override
  public Usage usage(Contender contender) {
    return new Usage(0, 0, Usage.UNKNOWN);
  }

  @Override
  public void close() throws IOException {
    for (Server server : servers.values()) {
      server.close();
    }
  }
}

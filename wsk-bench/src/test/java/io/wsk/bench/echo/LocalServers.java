package io.wsk.bench.echo;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** All servers in this process. */
final class LocalServers implements Servers {
  private final Map<Contender, EchoServer> servers = new EnumMap<>(Contender.class);

  LocalServers(EchoTransport transport) throws InterruptedException {
    for (Contender contender : Contender.values()) {
      servers.put(contender, contender.start(transport));
    }
  }

  @Override
  public int port(Contender contender) {
    return servers.get(contender).port();
  }

  @Override
  public Usage usage(Contender contender) {
    return Usage.of(servers.get(contender).loopThread());
  }

  @Override
  public void close() throws IOException {
    for (EchoServer server : servers.values()) {
      server.close();
    }
  }
}

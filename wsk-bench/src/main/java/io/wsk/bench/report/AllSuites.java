package io.wsk.bench.report;

import io.wsk.bench.accept.AcceptSuite;
import io.wsk.bench.dispatch.DispatchSuites;
import io.wsk.bench.echo.Lineup;
import io.wsk.bench.echo.TcpSuites;
import io.wsk.bench.jmh.JmhSettings;
import io.wsk.bench.jmh.Jvm;
import io.wsk.bench.jmh.PerfCounters;
import io.wsk.bench.memory.MemorySuite;
import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Suite;
import io.wsk.bench.tcp.Contender;
import io.wsk.bench.udp.UdpSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The suites of this program. To measure something else, add a line. */
final class AllSuites {
  private AllSuites() {}

  static Suites.Opened open(Suites.Jvms jvms) throws IOException {
    ServerTransport transport = ServerTransport.best();
    ServerSettings servers = new ServerSettings(transport, jvms.arguments());
    Lineup lineup = new Lineup(List.of(Contender.values()), transport, jvms.arguments());
    List<Suite> suites = new ArrayList<>(DispatchSuites.all(jmh(jvms)));
    suites.add(TcpSuites.echo(lineup));
    suites.add(UdpSuite.on(servers));
    suites.add(AcceptSuite.on(servers));
    suites.add(new MemorySuite(servers));
    suites.add(TcpSuites.latency(lineup));
    suites.add(TcpSuites.flood(lineup));
    return new Suites.Opened(suites, () -> {});
  }

  private static JmhSettings jmh(Suites.Jvms jvms) throws IOException {
    List<Jvm> all = new ArrayList<>();
    for (Path path : jvms.paths()) {
      all.add(Jvm.at(path));
    }
    if (all.isEmpty()) {
      all.add(Jvm.running());
    }
    return new JmhSettings(all, jvms.arguments(), PerfCounters.areAvailable(), false);
  }
}

package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskDeregisterReport.OpenSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopReportTest {
  private static final InetSocketAddress LOCAL =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40007);
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 50000);

  @Test
  void aCleanStopSaysHowManyWereServed() {
    StopReport report =
        new StopReport(Served.CONNECTIONS, 7, new WskDeregisterReport(0, 0, List.of(), List.of()));
    assertThat(report.isClean()).isTrue();
    assertThat(report).hasToString("stopped cleanly: 7 connections served");
  }

  @Test
  void otherwiseItNamesWhatIsOpenInOneLine() {
    List<OpenSocket> sockets =
        List.of(
            new OpenSocket("Listen#1", "closing", LOCAL, null, 1),
            new OpenSocket("Connection#2", "open", LOCAL, PEER, 3));
    StopReport report =
        new StopReport(
            Served.CONNECTIONS,
            7,
            new WskDeregisterReport(1, 2, List.of("WskGetNameInfo"), sockets));
    assertThat(report.isClean()).isFalse();
    assertThat(report)
        .hasToString(
            "not stopped cleanly, still open: Listen#1 (closing, 1 requests pending), Connection#2"
                + " with localhost/127.0.0.1:50000 (open, 3 requests pending), WskGetNameInfo,"
                + " 1 captures, 2 calls in progress");
  }
}

package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Cell;
import io.wsk.bench.jmh.FullOnly;
import io.wsk.bench.jmh.JmhSettings;
import io.wsk.bench.jmh.JmhSuite;
import io.wsk.bench.jmh.Subject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** All suites of JMH's benchmarks. */
public final class DispatchSuites {
  /** Datagrams on their way to a callback. */
  public static final String RECEIVE_FROM = "receive-from";

  /** Connections on their way to a callback. */
  public static final String ACCEPT = "accept-dispatch";

  /** Requests on their way back. */
  public static final String IRP = "irp";

  /** Sends on their way to the transport and back. */
  public static final String SEND = "send";

  /** Events disabled and enabled. */
  public static final String CONTROL = "control";

  /** The gate by itself. */
  public static final String GATE = "gate";

  /** Counters that count, and counters that do not. */
  public static final String METRICS = "metrics";

  private DispatchSuites() {}

  /**
   * All suites, in the order in which they are run.
   *
   * @param settings how their benchmarks are run
   * @return the suites
   */
  public static List<JmhSuite> all(JmhSettings settings) {
    return Stream.of(
            new ReceiveSuite(),
            receiveFrom(),
            accept(),
            irp(),
            send(),
            control(),
            gate(),
            metrics())
        .map(definition -> new JmhSuite(definition, settings))
        .toList();
  }

  private static FullOnly receiveFrom() {
    return new FullOnly(
        RECEIVE_FROM,
        "Receive-from dispatch: time and memory of a datagram in a list.",
        Stream.of(1, 16, 64)
            .map(
                count ->
                    cell(
                        "lists of " + count,
                        ReceiveFromBenchmark.class,
                        Map.of("datagrams", count.toString()),
                        ReceiveFromSubject.values()))
            .toList());
  }

  private static FullOnly accept() {
    return new FullOnly(
        ACCEPT,
        "Accept dispatch: time and memory of a connection until it is accepted and closed again.",
        List.of(cell("accept, close", AcceptBenchmark.class, Map.of(), AcceptSubject.values())));
  }

  private static FullOnly irp() {
    return new FullOnly(
        IRP,
        "Completion of a request: by a routine, and as a CompletionStage.",
        List.of(cell("begin, complete", IrpBenchmark.class, Map.of(), IrpSubject.values())));
  }

  private static FullOnly send() {
    return new FullOnly(
        SEND,
        "Send: time and memory from the call to the completion, without the transport.",
        Stream.of(1, 16)
            .map(
                count ->
                    cell(
                        count + (count == 1 ? " send" : " sends") + " a flush",
                        SendBenchmark.class,
                        Map.of("sends", count.toString()),
                        SendSubject.values()))
            .toList());
  }

  private static FullOnly control() {
    return new FullOnly(
        CONTROL,
        "Control: reception switched off and on again.",
        parameters(
            "from",
            SwitchedFrom.values(),
            SwitchedFrom::label,
            ControlBenchmark.class,
            ControlSubject.values()));
  }

  private static FullOnly gate() {
    return new FullOnly(
        GATE,
        "The gate in front of a callback by itself: entered and left.",
        parameters(
            "traffic",
            GateTraffic.values(),
            GateTraffic::label,
            GateBenchmark.class,
            GateSubject.values()));
  }

  private static FullOnly metrics() {
    return new FullOnly(
        METRICS,
        "Metrics: a registry that counts, against one that drops all.",
        parameters(
            "work",
            MetricsWork.values(),
            MetricsWork::label,
            MetricsBenchmark.class,
            MetricsSubject.values()));
  }

  private static <P extends Enum<P>> List<Cell> parameters(
      String name, P[] values, Function<P, String> label, Class<?> benchmark, Subject[] subjects) {
    return Stream.of(values)
        .map(value -> cell(label.apply(value), benchmark, Map.of(name, value.name()), subjects))
        .toList();
  }

  private static Cell cell(
      String label, Class<?> benchmark, Map<String, String> parameters, Subject[] subjects) {
    return new Cell(label, benchmark, parameters, List.of(subjects));
  }
}

package io.wsk.bench.accept;

import io.wsk.bench.accept.WskAcceptServer.Way;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.load.Subject;
import io.wsk.bench.server.ServerFactory;
import java.util.List;

/** Who is measured. */
public final class AcceptServers {
  /** WSK with static callbacks. */
  public static final String WSK_STATIC = "wsk-static";

  /** WSK with dynamic callbacks. */
  public static final String WSK_DYNAMIC = "wsk-dynamic";

  /** WSK with static callbacks and conditional accept, which accepts at once. */
  public static final String WSK_INSPECT = "wsk-static, inspect";

  /** WSK with static callbacks and conditional accept, which another thread decides. */
  public static final String WSK_PEND = "wsk-static, pend";

  /** WSK with accept requests; the callbacks of connections are static. */
  public static final String WSK_IRPS = "wsk-static, irps";

  private static final List<Subject> ALL =
      List.of(
          subject(Sample.RAW, RawAcceptServer::start),
          subject(WSK_STATIC, transport -> WskAcceptServer.start(transport, Way.STATIC)),
          subject(WSK_DYNAMIC, transport -> WskAcceptServer.start(transport, Way.DYNAMIC)),
          subject(WSK_INSPECT, transport -> WskAcceptServer.start(transport, Way.INSPECT)),
          subject(WSK_PEND, transport -> WskAcceptServer.start(transport, Way.PEND)),
          subject(WSK_IRPS, transport -> WskAcceptServer.start(transport, Way.IRPS)));

  private AcceptServers() {}

  private static Subject subject(String label, ServerFactory factory) {
    return new Subject(AcceptSuite.NAME, label, factory);
  }

  /**
   * All of them.
   *
   * @return the subjects, in the order of a report
   */
  public static List<Subject> all() {
    return ALL;
  }

  /**
   * Some of them.
   *
   * @param labels which
   * @return the subjects, in the order of a report
   */
  public static List<Subject> of(String... labels) {
    return ALL.stream().filter(subject -> List.of(labels).contains(subject.label())).toList();
  }
}

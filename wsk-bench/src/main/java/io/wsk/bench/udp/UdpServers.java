package io.wsk.bench.udp;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.load.Subject;
import io.wsk.bench.server.ServerFactory;
import io.wsk.bench.wsk.Callbacks;
import java.util.List;

/** Who is measured. */
public final class UdpServers {
  /** Netty, with many datagrams for one system call. */
  public static final String RAW_RECVMMSG = "raw, recvmmsg";

  /** WSK with static callbacks, each datagram sent back by a call of its own. */
  public static final String WSK_STATIC = "wsk-static";

  /** WSK with static callbacks, lists sent back as lists; it knows how long datagrams get. */
  public static final String WSK_LISTS = "wsk-static, lists";

  /** As {@link #WSK_STATIC}, with dynamic callbacks. */
  public static final String WSK_DYNAMIC = "wsk-dynamic";

  private static final List<Subject> ALL =
      List.of(
          subject(Sample.RAW, RawUdpServer::oneAtATime),
          subject(RAW_RECVMMSG, RawUdpServer::manyAtATime),
          subject(WSK_STATIC, transport -> WskUdpServer.datagrams(transport, Callbacks.STATIC)),
          subject(WSK_LISTS, transport -> WskUdpServer.lists(transport, Callbacks.STATIC)),
          subject(WSK_DYNAMIC, transport -> WskUdpServer.datagrams(transport, Callbacks.DYNAMIC)));

  private UdpServers() {}

  private static Subject subject(String label, ServerFactory factory) {
    return new Subject(UdpSuite.NAME, label, factory);
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
   * Those that the budget is about, and what they are held against.
   *
   * @return some of {@link #all}
   */
  public static List<Subject> ofBudget() {
    return ALL.stream().filter(s -> List.of(Sample.RAW, WSK_LISTS).contains(s.label())).toList();
  }
}

package io.wsk.tck;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The context of a datagram socket under test. It records what its callback sees, and what that
 * answers can be set. As {@link TestConnection} does, it watches for calls that overlap and for
 * calls after close.
 */
public final class TestDatagrams {
  /** The callback. */
  public static final WskClientDatagramDispatch<TestDatagrams> DISPATCH =
      new WskClientDatagramDispatch<>(TestDatagrams::receiveFrom);

  /** What the callback is to answer. */
  @FunctionalInterface
  public interface OnReceiveFrom {
    /** As {@link io.wsk.api.WskReceiveFromEvent}, without the context. */
    NtStatus receiveFrom(int flags, WskDatagramIndication datagrams);
  }

  /** A datagram that a callback was called with. */
  public record Datagram(String text, InetSocketAddress from) {}

  /** A call of the callback; the datagrams are null when the socket was lost. */
  public record Call(int flags, List<Datagram> datagrams, Thread thread) {}

  /** Every call of the callback. */
  public final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  /** Every datagram that a callback answered SUCCESS or PENDING for, in order. */
  public final BlockingQueue<Datagram> taken = new LinkedBlockingQueue<>();

  private volatile OnReceiveFrom onReceiveFrom = (flags, datagrams) -> STATUS_SUCCESS;
  private volatile WskDatagramSocket socket;
  private volatile String violation;
  private volatile boolean closed;
  private final AtomicInteger inside = new AtomicInteger();

  /** Sets what the callback answers. */
  public TestDatagrams onReceiveFrom(OnReceiveFrom behaviour) {
    onReceiveFrom = behaviour;
    return this;
  }

  /** The socket, once it is there. */
  public WskDatagramSocket socket() {
    return socket;
  }

  void socket(WskDatagramSocket newSocket) {
    socket = newSocket;
  }

  /** From here on every callback is a violation. */
  public void markClosed() {
    closed = true;
  }

  /** What has been broken, or null. */
  public String violation() {
    return violation;
  }

  /** The text of the next datagram that was taken. */
  public String awaitTaken() throws InterruptedException {
    return Eventually.taken("datagram", taken).text();
  }

  /** The text of each datagram of a list. */
  public static List<Datagram> list(WskDatagramIndication datagrams) {
    List<Datagram> all = new ArrayList<>();
    for (WskDatagramIndication node = datagrams; node != null; node = node.next()) {
      all.add(new Datagram(Bytes.text(Bytes.copy(node.buffer())), node.remoteAddress()));
    }
    return all;
  }

  private NtStatus receiveFrom(int flags, WskDatagramIndication datagrams) {
    if (inside.incrementAndGet() > 1) {
      violation = "receiveFrom called while another callback of the socket was in progress";
    }
    if (closed) {
      violation = "receiveFrom called after the close IRP had completed";
    }
    // Read before the call is told of: a test may set the next behaviour when it hears of it.
    OnReceiveFrom behaviour = onReceiveFrom;
    try {
      List<Datagram> listed = datagrams == null ? null : list(datagrams);
      calls.add(new Call(flags, listed, Thread.currentThread()));
      NtStatus answer = behaviour.receiveFrom(flags, datagrams);
      if (listed != null && answer.isSuccess()) {
        taken.addAll(listed);
      }
      return answer;
    } finally {
      inside.decrementAndGet();
    }
  }
}

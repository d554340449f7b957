package io.wsk.tck;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.NtStatus;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The context of a connection under test. It records what its callbacks see, and what they answer
 * can be set. It also watches two things that hold for every test: callbacks of one socket never
 * overlap, and none comes after the test has said that the socket is closed.
 */
public final class TestConnection {
  /** All three callbacks. */
  public static final WskClientConnectionDispatch<TestConnection> DISPATCH =
      new WskClientConnectionDispatch<>(
          TestConnection::receive, TestConnection::disconnect, TestConnection::sendBacklog);

  /** What a receive callback is to answer. */
  @FunctionalInterface
  public interface OnReceive {
    /** As {@link io.wsk.api.WskReceiveEvent}, without the context. */
    NtStatus receive(int flags, WskDataIndication data, long bytes, BytesAccepted accepted);
  }

  /** What a disconnect callback is to answer. */
  @FunctionalInterface
  public interface OnDisconnect {
    /** As {@link io.wsk.api.WskDisconnectEvent}, without the context. */
    NtStatus disconnect(int flags);
  }

  /** A call of the receive callback; data is null when the socket was lost. */
  @SuppressWarnings("ArrayRecordComponent") // read by tests, never compared
  public record Receive(int flags, byte[] data, long bytesIndicated, Thread thread) {}

  /** Every call of the receive callback. */
  public final BlockingQueue<Receive> receives = new LinkedBlockingQueue<>();

  /** The flags of every call of the disconnect callback. */
  public final BlockingQueue<Integer> disconnects = new LinkedBlockingQueue<>();

  /** The sizes of every call of the send backlog callback. */
  public final BlockingQueue<Long> backlogs = new LinkedBlockingQueue<>();

  private volatile OnReceive onReceive = (flags, data, bytes, accepted) -> STATUS_SUCCESS;
  private volatile OnDisconnect onDisconnect = flags -> STATUS_SUCCESS;
  private volatile WskConnectionSocket socket;
  private volatile String violation;
  private volatile boolean closed;
  private final AtomicInteger inside = new AtomicInteger();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  /** A connection whose receive callback stays in progress until the test lets it go. */
  static TestConnection holding(Held held) {
    return new TestConnection()
        .onReceive(
            (flags, data, bytes, accepted) -> {
              held.hold();
              return STATUS_SUCCESS;
            });
  }

  /** Sets what the receive callback answers. */
  public TestConnection onReceive(OnReceive behaviour) {
    onReceive = behaviour;
    return this;
  }

  /** Sets what the disconnect callback answers. */
  public TestConnection onDisconnect(OnDisconnect behaviour) {
    onDisconnect = behaviour;
    return this;
  }

  /** The socket, once it is there. */
  public WskConnectionSocket socket() {
    return socket;
  }

  void socket(WskConnectionSocket newSocket) {
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

  /** All bytes that callbacks answered SUCCESS or PENDING for, in order. */
  public byte[] takenBytes() {
    synchronized (taken) {
      return taken.toByteArray();
    }
  }

  /** Waits until {@link #takenBytes()} are this text, one byte a character. */
  public void awaitTaken(String text) {
    Eventually.asserted(() -> assertThat(Bytes.text(takenBytes())).isEqualTo(text));
  }

  /** How many bytes {@link #takenBytes()} has by now. */
  public int takenCount() {
    synchronized (taken) {
      return taken.size();
    }
  }

  private NtStatus receive(
      int flags, WskDataIndication data, long bytes, BytesAccepted bytesAccepted) {
    enter("receive");
    try {
      byte[] copy = data == null ? null : Bytes.copy(data);
      receives.add(new Receive(flags, copy, bytes, Thread.currentThread()));
      NtStatus answer = onReceive.receive(flags, data, bytes, bytesAccepted);
      if (copy != null) {
        record(copy, answer, bytesAccepted.value());
      }
      return answer;
    } finally {
      inside.decrementAndGet();
    }
  }

  private void record(byte[] copy, NtStatus answer, long accepted) {
    int count =
        switch (answer) {
          case STATUS_SUCCESS -> (int) Math.min(copy.length, accepted);
          case STATUS_PENDING -> copy.length;
          default -> 0;
        };
    synchronized (taken) {
      taken.write(copy, 0, count);
    }
  }

  private NtStatus disconnect(int flags) {
    enter("disconnect");
    try {
      disconnects.add(flags);
      return onDisconnect.disconnect(flags);
    } finally {
      inside.decrementAndGet();
    }
  }

  private NtStatus sendBacklog(long size) {
    enter("sendBacklog");
    try {
      backlogs.add(size);
      return STATUS_SUCCESS;
    } finally {
      inside.decrementAndGet();
    }
  }

  private void enter(String callback) {
    if (inside.incrementAndGet() > 1) {
      violation = callback + " called while another callback of the socket was in progress";
    }
    if (closed) {
      violation = callback + " called after the close IRP had completed";
    }
  }
}

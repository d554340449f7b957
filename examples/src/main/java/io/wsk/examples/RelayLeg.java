package io.wsk.examples;

import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskBufList;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a {@link Relay}. The callback keeps each datagram by itself and hands it to the
 * worker; the worker sends what has gathered as one list, and each datagram is released when the
 * list has been sent. The provider's own mark of retained bytes stops it from reading more than the
 * worker can take, and beyond that the host drops.
 */
final class RelayLeg extends WorkQueue.Item {
  static final WskClientDatagramDispatch<RelayLeg> DISPATCH =
      new WskClientDatagramDispatch<>(RelayLeg::receiveFrom);

  /** Datagrams that wait for the worker; more are dropped. */
  private static final int MAX_WAITING = 4096;

  /** Datagrams that are sent as one list. */
  private static final int MAX_LIST = 64;

  private final WorkQueue queue;
  private final Queue<WskDatagramIndication> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private final AtomicBoolean enqueued = new AtomicBoolean();
  private final Traffic traffic = new Traffic();

  private @Nullable WskDatagramSocket in;
  private @Nullable WskDatagramSocket out;
  private @Nullable RelayLeg answers;
  private volatile @Nullable InetSocketAddress destination;

  RelayLeg(WorkQueue queue) {
    this.queue = queue;
  }

  /**
   * Says where datagrams come from and leave by, before the sockets are bound.
   *
   * @param newAnswers the leg that sends to whom this one hears from; null for none
   */
  void connect(WskDatagramSocket newIn, WskDatagramSocket newOut, @Nullable RelayLeg newAnswers) {
    in = newIn;
    out = newOut;
    answers = newAnswers;
  }

  void sendTo(InetSocketAddress newDestination) {
    destination = newDestination;
  }

  Traffic traffic() {
    return traffic;
  }

  private NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication datagrams) {
    if (datagrams == null || waitingCount.get() >= MAX_WAITING) {
      return STATUS_SUCCESS; // The socket is lost, or these datagrams are dropped.
    }
    RelayLeg back = answers;
    WskDatagramIndication rest = datagrams;
    while (rest != null) {
      WskDatagramIndication first = rest;
      rest = first.next();
      first.setNext(null);
      traffic.received(first.buffer().length());
      if (back != null) {
        back.sendTo(first.remoteAddress());
      }
      // Once it is in the queue, the worker may release it before this callback has returned.
      waitingCount.incrementAndGet();
      waiting.add(first);
    }
    if (enqueued.compareAndSet(false, true)) {
      queue.enqueue(this);
    }
    return STATUS_PENDING;
  }

  /** The worker: sends all that waits. */
  @Override
  void run() {
    // Cleared first: what comes from here on enqueues again.
    enqueued.set(false);
    List<WskDatagramIndication> batch = take();
    while (!batch.isEmpty()) {
      send(batch);
      batch = take();
    }
  }

  private List<WskDatagramIndication> take() {
    List<WskDatagramIndication> batch = new ArrayList<>();
    WskDatagramIndication next;
    while (batch.size() < MAX_LIST && (next = waiting.poll()) != null) {
      waitingCount.decrementAndGet();
      batch.add(next);
    }
    return batch;
  }

  private void send(List<WskDatagramIndication> batch) {
    InetSocketAddress to = destination;
    WskDatagramSocket by = out;
    WskBufList list = null;
    for (int i = batch.size() - 1; i >= 0; i--) {
      // The host's library sends no empty datagrams.
      if (batch.get(i).buffer().length() > 0) {
        list = new WskBufList(batch.get(i).buffer(), list);
      }
    }
    if (to == null || by == null || list == null) {
      releaseAll(batch); // Nobody has been heard yet who could get it.
      return;
    }
    // Sent or not, the datagrams are given back: a relay promises no more than a network does.
    NtStatus unused =
        by.sendMessages(list, 0, to, List.of(), Irp.onCompletion(() -> releaseAll(batch)));
  }

  private void releaseAll(List<WskDatagramIndication> batch) {
    WskDatagramSocket owner = in;
    if (owner != null) {
      batch.forEach(owner::release);
    }
  }
}

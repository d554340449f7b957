package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import io.wsk.api.ReceivedFrom;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramIndication;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What arrives on a datagram socket, and who gets it: queued receive-from requests first, then the
 * callback, which gets all that one read of the transport brought as one list.
 *
 * <p>The rule about reading is that of {@link ReceivePath}: the channel reads exactly while nothing
 * is held here and not too much is retained by the client. So at most what one read brought is
 * held; the rest waits in the kernel's buffer, and what does not fit there is dropped by it.
 *
 * <p>Deliveries never nest: what a callback or a completion routine causes here is noted in {@code
 * again} and done when it has returned.
 */
final class ReceiveFromPath {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiveFromPath.class);
  private static final VarHandle ANNOUNCED;

  static {
    try {
      ANNOUNCED =
          MethodHandles.lookup().findVarHandle(ReceiveFromPath.class, "announced", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How many things are delivered before the loop's other sockets have their turn. */
  private static final int MAX_ROUNDS = 64;

  private final DatagramSocket socket;
  private final DatagramCallbacks<?> callbacks;
  private final EventGate gate;
  private final EventControl control;
  private final DatagramNodes nodes;
  private final RetainedBytes retained;
  private final FixedPeer peer;

  private final DatagramList held = new DatagramList();
  private final DatagramList lent = new DatagramList();
  private final RequestQueue<ReceiveFromRequest> requests = new RequestQueue<>();
  private boolean started;
  private boolean delivering;
  private boolean again;
  private boolean reading;

  /**
   * Requests of other threads on their way here. They are queued in the eyes of their callers, so
   * datagrams that arrive meanwhile wait for them. Added to by any thread, subtracted from by the
   * loop.
   */
  @SuppressWarnings("unused") // through ANNOUNCED
  private int announced;

  ReceiveFromPath(
      DatagramSocket socket,
      DatagramCallbacks<?> callbacks,
      EventGate gate,
      EventControl control,
      FixedPeer peer) {
    this.socket = socket;
    this.callbacks = callbacks;
    this.gate = gate;
    this.control = control;
    this.peer = peer;
    this.nodes = new DatagramNodes(this, socket);
    this.retained = new RetainedBytes(socket.client().runtime().options(), socket.loop());
  }

  DatagramSocket socket() {
    return socket;
  }

  /** The socket is bound: reading begins. */
  void start() {
    started = true;
    deliver();
  }

  /** What is told of arrivals. */
  ArrivalInfo arrivalInfo() {
    return nodes.arrivalInfo();
  }

  // ---- from the transport -----------------------------------------------------------------------

  /** A datagram has been read; it is ours to release. More may follow from the same read. */
  void onDatagram(DatagramPacket packet) {
    if (socket.isOpen() && peer.accepts(packet.sender())) {
      held.addLast(nodes.of(packet));
    } else {
      packet.release();
    }
  }

  /** That was all of the read. */
  void onReadComplete() {
    deliver();
  }

  /** Whether a callback or a completion of ours is on the loop's stack. */
  boolean isDelivering() {
    return delivering;
  }

  /** A peer has been fixed: what others have sent is none of the client's any more. */
  void discardOthers() {
    DatagramList before = new DatagramList();
    before.prepend(held);
    DatagramIndication node;
    while ((node = before.removeFirst()) != null) {
      if (peer.accepts(node.remoteAddress())) {
        held.addLast(node);
      } else {
        nodes.giveBack(node);
      }
    }
    deliver();
  }

  // ---- the receive-from function ----------------------------------------------------------------

  NtStatus receiveFrom(
      WskBuf buffer, int flags, @Nullable ReceivedFrom received, @Nullable Irp<?> irp) {
    if (irp == null) {
      return STATUS_INVALID_PARAMETER;
    }
    ReceiveFromRequest known = IrpSlots.find(irp, ReceiveFromRequest.class, this);
    ReceiveFromRequest request = known == null ? new ReceiveFromRequest(this) : known;
    if (!IoManager.begin(irp, request)) {
      return STATUS_INVALID_PARAMETER;
    }
    IrpSlots.keep(irp, request);
    request.begin(irp, buffer, received);
    NtStatus wrong = flags == 0 && buffer.isValid() ? wrongState() : STATUS_INVALID_PARAMETER;
    return socket.submit(request, wrong);
  }

  private @Nullable NtStatus wrongState() {
    return socket.isBound() ? null : socket.wrongStateUnless(socket::isBound);
  }

  /** A request of another thread is on its way. */
  void announce() {
    ANNOUNCED.getAndAdd(this, 1);
  }

  /** It is here. Loop only. */
  void arrived() {
    ANNOUNCED.getAndAdd(this, -1);
  }

  /** Queues a request. Loop only. Answers PENDING: it is completed by a delivery. */
  NtStatus enqueue(ReceiveFromRequest request) {
    // The call was made before close, which may have begun since it was looked at.
    NtStatus refused = socket.refusalOfPosted();
    if (refused == null && !started) {
      refused = STATUS_INVALID_DEVICE_STATE;
    }
    if (refused != null) {
      request.complete(refused);
      // Datagrams may have waited for the announcement of it.
      deliver();
      return refused;
    }
    requests.addLast(request);
    deliver();
    return STATUS_PENDING;
  }

  /** Withdraws a request, if it is still the one that was meant. */
  void cancel(ReceiveFromRequest request, Irp<?> irp, int ticket) {
    if (IoManager.isPending(irp, ticket) && requests.remove(request)) {
      request.complete(STATUS_CANCELLED);
    }
  }

  int queuedRequests() {
    return requests.size();
  }

  /** A node that no client knows. */
  DatagramIndication newNode(ByteBuf memory, InetSocketAddress remoteAddress) {
    return socket.verifier().newDatagram(this, memory, remoteAddress);
  }

  // ---- delivery ---------------------------------------------------------------------------------

  /** Gives what is there to whoever may have it, then reads on or stops. Loop only. */
  void deliver() {
    if (delivering) {
      again = true;
      return;
    }
    delivering = true;
    try {
      int rounds = 0;
      do {
        again = false;
        while (rounds < MAX_ROUNDS && deliverOne()) {
          rounds++;
        }
        rounds++;
      } while (again && rounds < MAX_ROUNDS);
      if (rounds >= MAX_ROUNDS) {
        // A client that enables and declines in the same callback would have the loop for ever.
        socket.loop().execute(this::deliver);
      }
    } finally {
      delivering = false;
    }
    updateReading();
  }

  private boolean deliverOne() {
    if (held.isEmpty() || !socket.isOpen()) {
      return false;
    }
    ReceiveFromRequest request = requests.first();
    return request != null ? serve(request) : indicate();
  }

  private boolean serve(ReceiveFromRequest request) {
    DatagramIndication datagram = held.removeFirst();
    if (datagram == null) {
      return false;
    }
    requests.remove(request);
    request.fillFrom(datagram);
    nodes.giveBack(datagram);
    request.complete(STATUS_SUCCESS);
    return true;
  }

  /** Calls the callback with all that is held; true if that is gone. */
  private boolean indicate() {
    if ((int) ANNOUNCED.getAcquire(this) != 0 || !gate.enter(WSK_EVENT_RECEIVE_FROM)) {
      return false;
    }
    lent.prepend(held);
    lent.linkForClient();
    int enables = control.enables();
    NtStatus answer = call(retained.callbackFlags(), lent.first());
    if (answer == STATUS_SUCCESS) {
      nodes.giveBackAll(lent);
    } else if (answer == STATUS_PENDING) {
      retainAll();
    } else {
      declined(answer, enables);
    }
    gate.exit(WSK_EVENT_RECEIVE_FROM);
    return held.isEmpty();
  }

  /** The callback's answer; {@link NtStatus#STATUS_DATA_NOT_ACCEPTED} if it throws. */
  private @Nullable NtStatus call(int flags, @Nullable DatagramIndication datagrams) {
    try {
      return callbacks.receiveFrom(flags, datagrams);
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskReceiveFromEvent (receiveFrom)", cause);
      return STATUS_DATA_NOT_ACCEPTED;
    }
  }

  private void retainAll() {
    // Counted before any of it can be released, so that the count never falls below zero.
    retained.add(lent.bytes());
    DatagramIndication node;
    while ((node = lent.removeFirst()) != null) {
      // Once the node is retained another thread may release it, and the memory with it.
      var memory = node.memory();
      int bytes = memory.readableBytes();
      if (!node.retain()) {
        memory.release();
        retained.subtract(bytes);
      }
    }
    retained.check();
  }

  private void declined(@Nullable NtStatus answer, int enables) {
    if (answer != STATUS_DATA_NOT_ACCEPTED) {
      CallbackErrors.badStatus(socket, "WskReceiveFromEvent (receiveFrom)", answer);
    }
    if ((gate.staticEvents() & WSK_EVENT_RECEIVE_FROM) != 0) {
      socket.metrics().droppedDatagrams.increment(nodes.giveBackAll(lent));
    } else {
      control.disableUnlessEnabledSince(gate, WSK_EVENT_RECEIVE_FROM, enables);
      keep();
    }
  }

  /** Holds the lent datagrams again, in front. */
  private void keep() {
    DatagramList kept = new DatagramList();
    DatagramIndication node;
    while ((node = lent.removeFirst()) != null) {
      if (node.wasReleasedByClient()) {
        CallbackErrors.clientError(
            socket, "REV-07", "indication released inside a callback that did not keep it");
      }
      if (node.isReleased()) {
        node = node.replacement();
      } else {
        // The client may have changed what it was lent.
        node.lendMemory(node.memory());
      }
      kept.addLast(node);
    }
    held.prepend(kept);
  }

  // ---- release ----------------------------------------------------------------------------------

  /** The release function: any thread, also after close. */
  NtStatus release(WskDatagramIndication list) {
    // Looked at as a whole first: a bad list changes nothing.
    for (WskDatagramIndication node = list; node != null; node = node.next()) {
      if (!(node instanceof DatagramIndication ours)
          || !ours.isOwnedBy(this)
          || !ours.isReleasable()) {
        return Indication.refuseRelease(socket, node);
      }
    }
    WskDatagramIndication node = list;
    while (node != null) {
      WskDatagramIndication following = node.next();
      if (!(node instanceof DatagramIndication ours) || !ours.release()) {
        return Indication.refuseRelease(socket, node);
      }
      node = following;
    }
    return STATUS_SUCCESS;
  }

  /** Retained bytes have come back. Any thread. */
  void released(int bytes) {
    if (retained.subtract(bytes) && socket.isOpen()) {
      try {
        socket.loop().execute(this::updateReading);
      } catch (RejectedExecutionException e) {
        // Closed and deregistered since the look at isOpen: nothing is read any more.
        LOG.debug("{} released its last indications after the end of its loop", socket, e);
      }
    }
  }

  // ---- reading ----------------------------------------------------------------------------------

  /** Reads on or stops, as the class comment says. */
  private void updateReading() {
    boolean wanted = started && held.isEmpty() && !retained.stopsReading() && socket.isOpen();
    if (wanted != reading) {
      reading = wanted;
      socket.setReading(wanted);
    }
  }

  // ---- ends -------------------------------------------------------------------------------------

  /** Completes all queued requests. */
  void cancelAll(NtStatus status) {
    ReceiveFromRequest request;
    while ((request = requests.first()) != null) {
      requests.remove(request);
      request.complete(status);
    }
  }

  /** Drops what is held; the socket is closing or lost. */
  void free() {
    nodes.giveBackAll(held);
  }

  /** The provider has lost the socket: tells it once, if the callback is enabled. */
  void indicateLoss() {
    free();
    if (gate.enter(WSK_EVENT_RECEIVE_FROM)) {
      // There is nothing that an answer could be about.
      NtStatus unused = call(WSK_FLAG_AT_DISPATCH_LEVEL, null);
      gate.exit(WSK_EVENT_RECEIVE_FROM);
    }
  }
}

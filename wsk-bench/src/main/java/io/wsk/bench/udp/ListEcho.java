package io.wsk.bench.udp;

import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.NtStatus;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Sends datagrams back in lists: neighbours in an indication that have come from the same address
 * are one call and one request. Loop only.
 */
final class ListEcho implements UdpEcho {
  private final WskDatagramSocket socket;
  private final ArrayDeque<ListReply> idle = new ArrayDeque<>();

  ListEcho(WskDatagramSocket socket) {
    this.socket = socket;
  }

  @Override
  public NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication datagrams) {
    if (datagrams == null) {
      return STATUS_SUCCESS; // The socket is lost.
    }
    WskDatagramIndication rest = datagrams;
    while (rest != null) {
      WskDatagramIndication first = rest;
      rest = cutBehindSender(first);
      ListReply free = idle.poll();
      (free == null ? new ListReply(this) : free).send(first);
    }
    return STATUS_PENDING;
  }

  /** Ends the list where another sender's datagrams begin, and gives those. */
  private static @Nullable WskDatagramIndication cutBehindSender(WskDatagramIndication first) {
    WskDatagramIndication last = first;
    WskDatagramIndication next = last.next();
    while (next != null && next.remoteAddress().equals(first.remoteAddress())) {
      last = next;
      next = last.next();
    }
    last.setNext(null);
    return next;
  }

  WskDatagramSocket socket() {
    return socket;
  }

  void isIdle(ListReply reply) {
    idle.push(reply);
  }
}

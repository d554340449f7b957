package io.wsk.examples;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends each datagram back to who sent it, in the memory that it came in. Callback and completion
 * routine run on the socket's event loop, one at a time, so nothing here is shared.
 */
public final class DatagramEchoServer implements RunningServer {
  /** Datagrams that are on their way back; more are dropped, as a network would. */
  private static final int MAX_IN_FLIGHT = 1024;

  private static final WskClientDatagramDispatch<DatagramEchoServer> DISPATCH =
      new WskClientDatagramDispatch<>(DatagramEchoServer::receiveFrom);

  private static final IoCompletionRoutine<Reply> SENT = (irp, reply) -> reply.sent();

  private final DatagramService service;
  private final WskDatagramSocket socket;
  private final InetSocketAddress address;
  private final Traffic traffic = new Traffic();
  private final ArrayDeque<Reply> idle = new ArrayDeque<>();
  private int inFlight;
  private @Nullable StopReport report;

  private DatagramEchoServer(DatagramService service, ServerConfig config)
      throws InterruptedException {
    this.service = service;
    this.socket = service.open(config.address(), this, DISPATCH);
    this.address = service.bind(socket, config.address());
  }

  /**
   * Starts a server.
   *
   * @param config how to run
   * @return the running server
   * @throws NtStatusException if it cannot be bound; the message names the address
   * @throws IllegalStateException if the transport cannot be used here
   * @throws InterruptedException if the thread is interrupted
   */
  public static RunningServer start(ServerConfig config) throws InterruptedException {
    DatagramService service = new DatagramService(config);
    try {
      return new DatagramEchoServer(service, config);
    } catch (RuntimeException | InterruptedException e) {
      service.stop();
      throw e;
    }
  }

  private NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication datagrams) {
    if (datagrams == null || inFlight >= MAX_IN_FLIGHT) {
      return STATUS_SUCCESS; // The socket is lost, or these datagrams are dropped.
    }
    WskDatagramIndication rest = datagrams;
    while (rest != null) {
      WskDatagramIndication first = rest;
      rest = first.next();
      // Cut off, each goes back when it has been sent.
      first.setNext(null);
      traffic.received(first.buffer().length());
      Reply reply = idle.poll();
      (reply == null ? new Reply() : reply).send(first);
    }
    return STATUS_PENDING;
  }

  /** A datagram on its way back; used again for others. */
  private final class Reply {
    private final Irp<Void> irp = Irp.allocate();
    private @Nullable WskDatagramIndication datagram;

    void send(WskDatagramIndication received) {
      datagram = received;
      inFlight++;
      irp.setCompletionRoutine(SENT, this, true, true, true);
      // How it ended is told to the completion routine.
      NtStatus unused =
          socket.sendTo(received.buffer(), 0, received.remoteAddress(), List.of(), irp);
    }

    NtStatus sent() {
      WskDatagramIndication received = datagram;
      datagram = null;
      inFlight--;
      irp.reuse();
      idle.push(this);
      if (received != null) {
        socket.release(received);
      }
      return STATUS_MORE_PROCESSING_REQUIRED;
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Transport transport() {
    return service.transport();
  }

  @Override
  public Totals totals() {
    return new Totals(Served.SOCKETS, 1, 1, traffic.messages(), traffic.bytes());
  }

  @Override
  public synchronized StopReport stop() {
    StopReport known = report;
    if (known == null) {
      known = service.stop();
      report = known;
    }
    return known;
  }
}

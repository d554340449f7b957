package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One call of a send-to function, with one datagram or a list of them. It is also the promise of
 * each of its writes, which Netty completes in their order; and it travels with the IRP and is used
 * again with it. Loop only, but for the calling thread before it hands it over.
 */
final class SendToRequest extends WritePromise
    implements DataRequest, KeptRequest, RequestQueue.Linked<SendToRequest> {
  private final SendToPath path;
  private final Operation operation;

  /** For one datagram at a time: of a list, mostly the first. */
  private final SendWindow window = new SendWindow();

  private @Nullable Irp<?> irp;
  private @Nullable InetSocketAddress remote;

  /** The datagram of a call that has one; with a list, the one whose write is completed next. */
  private @Nullable WskBuf buffer;

  /** What is behind {@link #buffer} in the list. */
  private @Nullable WskBufList rest;

  /** The place of {@link #buffer} in the list. */
  private int place;

  /** The places of datagrams that the transport was not given, for want of memory. */
  private @Nullable BitSet notGiven;

  private long sent;
  private NtStatus outcome = STATUS_SUCCESS;
  private @Nullable SendToRequest next;

  SendToRequest(SendToPath path) {
    super(path.socket().channel());
    this.path = path;
    this.operation = new SendToOperation(this);
  }

  @Override
  public boolean isFor(Object otherPath) {
    return path == otherPath;
  }

  Operation operation() {
    return operation;
  }

  /** Prepares the request; the IRP is ours. */
  void begin(
      Irp<?> newIrp,
      WskBuf newBuffer,
      @Nullable WskBufList newRest,
      @Nullable InetSocketAddress newRemote) {
    irp = newIrp;
    buffer = newBuffer;
    rest = newRest;
    remote = newRemote;
    place = 0;
    notGiven = null;
    sent = 0;
    outcome = STATUS_SUCCESS;
    next = null;
    reopen();
    operation.givenAgain();
  }

  @Override
  public String function() {
    return operation.name();
  }

  @Override
  public @Nullable NtStatus refusalOfPosted() {
    return path.socket().refusalOfPosted();
  }

  @Override
  public NtStatus enqueue() {
    return path.enqueue(this);
  }

  /** Whom to, once that is known. */
  @Nullable InetSocketAddress remote() {
    return remote;
  }

  void sendTo(InetSocketAddress destination) {
    remote = destination;
  }

  /** Writes all datagrams; none has been written before. */
  void write(ChannelHandlerContext context) {
    WskBuf datagram = buffer;
    WskBufList behind = rest;
    InetSocketAddress destination = remote;
    for (int at = 0; datagram != null && destination != null; at++) {
      // A write that fails at once moves buffer and rest on, but not these.
      DatagramPacket packet = packet(context, datagram, destination, at);
      if (packet != null) {
        context.write(packet, this);
      }
      datagram = behind == null ? null : behind.buffer();
      behind = behind == null ? null : behind.next();
    }
  }

  /**
   * A datagram as the transport takes it; null if there is no memory for that, which is its end.
   */
  private @Nullable DatagramPacket packet(
      ChannelHandlerContext context, WskBuf datagram, InetSocketAddress destination, int at) {
    try {
      return path.packet(datagram, destination, window, context.alloc());
    } catch (Throwable noMemory) {
      if (at == place) {
        tryFailure(noMemory);
      } else {
        // Those before it end later: it is passed over when its turn comes.
        fail(noMemory);
        skip(at);
      }
      return null;
    }
  }

  private void skip(int at) {
    BitSet skipped = notGiven;
    if (skipped == null) {
      skipped = new BitSet();
      notGiven = skipped;
    }
    skipped.set(at);
  }

  @Override
  void written() {
    WskBuf datagram = buffer;
    sent += datagram == null ? 0 : datagram.length();
    writeEnded();
  }

  @Override
  void notWritten(Throwable cause) {
    fail(cause);
    writeEnded();
  }

  private void fail(Throwable cause) {
    if (outcome == STATUS_SUCCESS) {
      outcome = path.statusOf(cause);
    }
  }

  private void writeEnded() {
    do {
      WskBufList following = rest;
      if (following == null) {
        path.sent(this, outcome);
        return;
      }
      buffer = following.buffer();
      rest = following.next();
      place++;
    } while (isSkipped());
    // Netty completes the same promise for the next datagram.
    reopen();
  }

  private boolean isSkipped() {
    BitSet skipped = notGiven;
    return skipped != null && skipped.get(place);
  }

  @Override
  public @Nullable SendToRequest next() {
    return next;
  }

  @Override
  public void setNext(@Nullable SendToRequest newNext) {
    next = newNext;
  }

  @Override
  public void complete(NtStatus status) {
    Irp<?> done = irp;
    irp = null;
    buffer = null;
    rest = null;
    remote = null;
    notGiven = null;
    if (done != null) {
      IoManager.complete(done, status, sent);
    }
  }

  /** What the IRP knows of the send. */
  private static final class SendToOperation extends Operation {
    private final SendToRequest request;

    SendToOperation(SendToRequest request) {
      super("WskSendTo", request.path.socket(), request.path.socket().metrics());
      this.request = request;
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      SendToPath path = request.path;
      path.socket().calls().post(() -> path.cancel(request, irp, ticket));
    }
  }
}

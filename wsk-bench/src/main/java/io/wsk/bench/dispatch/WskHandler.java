package io.wsk.bench.dispatch;

import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.Unpooled;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a WSK client does with what it gets: the same as the {@link RawHandler} of that name. */
abstract class WskHandler {
  static final WskClientConnectionDispatch<WskHandler> DISPATCH =
      new WskClientConnectionDispatch<>(WskHandler::receive, WskHandler::disconnect, null);

  final WskConnectionSocket socket;
  long bytes;

  WskHandler(WskConnectionSocket socket) {
    this.socket = socket;
  }

  abstract NtStatus receive(
      int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted);

  NtStatus disconnect(int flags) {
    return STATUS_SUCCESS; // close ends it
  }

  /** A read has been fired, to its end. */
  void readDone() {}

  /** Gives back what has been kept. */
  void finish() {}

  static void check(String call, NtStatus status, NtStatus wanted) {
    if (status != wanted) {
      throw new IllegalStateException(call + " must give " + wanted + " but gave " + status);
    }
  }

  private static WskBuf memory(int bytes) {
    return WskBuf.ofWritable(Unpooled.wrappedBuffer(new byte[bytes]).clear());
  }

  /** Accepts all. */
  static final class Taking extends WskHandler {
    Taking(WskConnectionSocket socket) {
      super(socket);
    }

    @Override
    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      bytes += indicated;
      return STATUS_SUCCESS;
    }
  }

  /** Accepts one half, and has the other received into memory of its own. */
  static final class TakingParts extends WskHandler {
    private static final IoCompletionRoutine<TakingParts> RECEIVED =
        (irp, handler) -> {
          handler.bytes += irp.information();
          return STATUS_MORE_PROCESSING_REQUIRED;
        };

    private final Irp<Void> irp = Irp.allocate();
    private final WskBuf own = memory(Messages.BYTES);

    TakingParts(WskConnectionSocket socket) {
      super(socket);
    }

    @Override
    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      long taken = indicated / 2;
      bytes += taken;
      accepted.set(taken);
      irp.reuse();
      irp.setCompletionRoutine(RECEIVED, this);
      check("receive", socket.receive(own, 0, irp), STATUS_PENDING);
      return STATUS_SUCCESS;
    }
  }

  /** Keeps each indication until the next has come. */
  static final class Keeping extends WskHandler {
    private @Nullable WskDataIndication kept;

    Keeping(WskConnectionSocket socket) {
      super(socket);
    }

    @Override
    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      bytes += indicated;
      finish();
      kept = data;
      return STATUS_PENDING;
    }

    @Override
    void finish() {
      WskDataIndication last = kept;
      kept = null;
      if (last != null) {
        check("release", socket.release(last), STATUS_SUCCESS);
      }
    }
  }

  /** Sends everything back, and keeps it as long; who counts is the {@link Sink}. */
  static final class Echoing extends WskHandler {
    private final ArrayDeque<Reply> idle = new ArrayDeque<>();

    Echoing(WskConnectionSocket socket) {
      super(socket);
    }

    @Override
    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      if (data == null) {
        return STATUS_SUCCESS; // the socket is lost
      }
      Reply free = idle.poll();
      (free == null ? new Reply(this) : free).send(data);
      return STATUS_PENDING;
    }
  }

  /** What is on its way back, with an IRP that is used again and again. */
  private static final class Reply {
    private static final IoCompletionRoutine<Reply> SENT = (irp, reply) -> reply.sent();

    private final Echoing handler;
    private final Irp<Void> irp = Irp.allocate();
    private @Nullable WskDataIndication data;

    Reply(Echoing handler) {
      this.handler = handler;
    }

    void send(WskDataIndication newData) {
      data = newData;
      irp.reuse();
      irp.setCompletionRoutine(SENT, this);
      check("send", handler.socket.send(newData.buffer(), 0, irp), STATUS_PENDING);
    }

    NtStatus sent() {
      WskDataIndication done = data;
      data = null;
      if (done != null) {
        check("release", handler.socket.release(done), STATUS_SUCCESS);
      }
      handler.idle.push(this);
      return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
    }
  }

  /** Has received what a read brought while the callback was disabled, in one request. */
  static final class Holding extends WskHandler {
    private final Irp<Void> irp = Irp.allocate();
    private final WskBuf own;

    Holding(WskConnectionSocket socket, int bytesPerRead) {
      super(socket);
      own = memory(bytesPerRead);
    }

    /** The byte that shows that the connection stands. */
    @Override
    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted accepted) {
      bytes += indicated;
      return STATUS_SUCCESS;
    }

    @Override
    void readDone() {
      irp.reuse();
      check("receive", socket.receive(own, WSK_FLAG_WAITALL, irp), STATUS_PENDING);
      if (!irp.isCompleted()) {
        throw new IllegalStateException("what was buffered is not there");
      }
      bytes += irp.information();
    }
  }
}

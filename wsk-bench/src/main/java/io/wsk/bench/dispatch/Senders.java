package io.wsk.bench.dispatch;

import static io.wsk.api.Wsk.WSK_FLAG_NODELAY;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.bench.jmh.Driver;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import java.io.IOException;
import java.util.ArrayDeque;

/** Opens senders, and what drives them. */
final class Senders {
  private Senders() {}

  static Driver open(SendSubject subject, int atATime) throws IOException, InterruptedException {
    if (subject == SendSubject.RAW) {
      RawReceiver raw = RawReceiver.open(Work.SEND_BACK.raw(), true);
      return new SendDriver(raw, buffer -> new RawSender(raw.channel(), buffer), atATime);
    }
    WskReceiver wsk =
        WskReceiver.open(Receivers.options().build(), Callbacks.STATIC, Work.SEND_BACK.wsk(), true);
    return new SendDriver(wsk, buffer -> wsk(subject, wsk.socket(), buffer), atATime);
  }

  private static Sender wsk(SendSubject subject, WskConnectionSocket socket, ByteBuf buffer) {
    return subject == SendSubject.ROUTINE
        ? new RoutineSender(socket, WskBuf.ofReadable(buffer))
        : new StageSender(socket, WskBuf.ofReadable(buffer));
  }

  private static void send(WskConnectionSocket socket, WskBuf buffer, boolean last, Irp<?> irp) {
    int flags = last ? WSK_FLAG_NODELAY : 0;
    WskHandler.check("send", socket.send(buffer, flags, irp), STATUS_PENDING);
  }

  private static final class RawSender extends Sender {
    private final ChannelFutureListener listener = future -> complete();
    private final Channel channel;
    private final ByteBuf buffer;

    RawSender(Channel channel, ByteBuf buffer) {
      this.channel = channel;
      this.buffer = buffer;
    }

    @Override
    void send(boolean last) {
      channel.write(buffer.retainedDuplicate()).addListener(listener);
      if (last) {
        channel.flush();
      }
    }
  }

  private static final class RoutineSender extends Sender {
    private static final IoCompletionRoutine<Completion> SENT =
        (irp, completion) -> {
          completion.sender.complete();
          completion.sender.idle.push(completion);
          return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
        };

    private final WskConnectionSocket socket;
    private final WskBuf buffer;
    private final ArrayDeque<Completion> idle = new ArrayDeque<>();

    RoutineSender(WskConnectionSocket socket, WskBuf buffer) {
      this.socket = socket;
      this.buffer = buffer;
    }

    /** An IRP and whose it is. */
    private record Completion(RoutineSender sender, Irp<Void> irp) {}

    @Override
    void send(boolean last) {
      Completion free = idle.poll();
      Completion used = free == null ? new Completion(this, Irp.allocate()) : free;
      used.irp.reuse();
      used.irp.setCompletionRoutine(SENT, used);
      Senders.send(socket, buffer, last, used.irp);
    }
  }

  private static final class StageSender extends Sender {
    private final WskConnectionSocket socket;
    private final WskBuf buffer;

    StageSender(WskConnectionSocket socket, WskBuf buffer) {
      this.socket = socket;
      this.buffer = buffer;
    }

    @Override
    void send(boolean last) {
      Irp<Void> irp = Irp.allocate();
      irp.toCompletionStage().thenRun(this::complete);
      Senders.send(socket, buffer, last, irp);
    }
  }
}

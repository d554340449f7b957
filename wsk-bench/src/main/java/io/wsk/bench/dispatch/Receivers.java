package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.ReceiveSwitch;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Opens receivers, and what drives them. */
final class Receivers {
  /** Where others switch events, the loop must have time for that. */
  private static final int READS_PER_STEP = 64;

  private Receivers() {}

  static NettyOptions.Builder options() {
    return NettyOptions.builder().transport(Transport.NIO).threads(1);
  }

  static Driver open(ReceiveSubject subject, Work work, int buffers)
      throws IOException, InterruptedException {
    if (subject == ReceiveSubject.RAW) {
      return reads(RawReceiver.open(work.raw(), work.sends()), buffers, Integer.MAX_VALUE);
    }
    NettyOptions options = options().verifier(subject.verifier()).build();
    WskReceiver receiver = WskReceiver.open(options, subject.callbacks(), work.wsk(), work.sends());
    return subject.isToggled()
        ? new ToggledDriver(
            reads(receiver, buffers, READS_PER_STEP), receiver, subject.togglesPerSecond())
        : reads(receiver, buffers, Integer.MAX_VALUE);
  }

  static Driver openBuffering(BufferingSubject subject, int buffers)
      throws IOException, InterruptedException {
    int bytes = buffers * Messages.BYTES;
    if (subject == BufferingSubject.RAW) {
      RawReceiver receiver = RawReceiver.open(new RawHandler.Holding(bytes), false);
      return reads(receiver, buffers, Integer.MAX_VALUE);
    }
    WskReceiver receiver =
        WskReceiver.open(
            options().build(),
            Callbacks.DYNAMIC,
            socket -> new WskHandler.Holding(socket, bytes),
            false);
    new ReceiveSwitch(receiver.socket()).disable();
    return reads(receiver, buffers, Integer.MAX_VALUE);
  }

  static Driver openDatagrams(ReceiveFromSubject subject, int datagrams)
      throws InterruptedException {
    Receiver receiver =
        subject == ReceiveFromSubject.RAW
            ? RawDatagramReceiver.open()
            : WskDatagramReceiver.open(subject.options(), subject.callbacks());
    InetSocketAddress recipient = (InetSocketAddress) receiver.channel().localAddress();
    InetSocketAddress sender = new InetSocketAddress(recipient.getAddress(), 9);
    return new ReadDriver(
        receiver,
        Messages.datagrams(datagrams, recipient, sender),
        ReadDriver.Memory.OWN,
        Integer.MAX_VALUE);
  }

  static ReadDriver reads(Receiver receiver, int buffers, int readsPerStep) {
    return new ReadDriver(
        receiver, Messages.buffers(buffers), ReadDriver.Memory.POOL, readsPerStep);
  }
}

package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.ReceiveSwitch;
import java.io.IOException;

/** Opens receivers that are switched off and on, and what drives them. */
final class Switches {
  private static final int BUFFERS = 16;
  private static final int READS_PER_STEP = 64;

  private Switches() {}

  /** Switches off, then on. */
  interface OffAndOn {
    void run() throws InterruptedException;
  }

  static Driver open(ControlSubject subject, SwitchedFrom from)
      throws IOException, InterruptedException {
    if (subject == ControlSubject.RAW) {
      RawReceiver raw = RawReceiver.open(Work.ACCEPT_ALL.raw(), false);
      return driver(
          raw,
          () -> {
            raw.channel().config().setAutoRead(false);
            raw.channel().config().setAutoRead(true);
          },
          from);
    }
    WskReceiver wsk =
        WskReceiver.open(
            Receivers.options().build(), Callbacks.DYNAMIC, Work.ACCEPT_ALL.wsk(), false);
    ReceiveSwitch events = new ReceiveSwitch(wsk.socket());
    return driver(
        wsk,
        () -> {
          events.disable();
          events.enable();
        },
        from);
  }

  private static Driver driver(Receiver receiver, OffAndOn change, SwitchedFrom from) {
    return switch (from) {
      case LOOP -> new LoopSwitchDriver(receiver, change);
      case THREAD -> new ThreadSwitchDriver(receiver, change, null);
      case THREAD_WITH_TRAFFIC ->
          new ThreadSwitchDriver(
              receiver, change, new Traffic(Receivers.reads(receiver, BUFFERS, READS_PER_STEP)));
    };
  }
}

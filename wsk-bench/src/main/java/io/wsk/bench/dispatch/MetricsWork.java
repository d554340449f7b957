package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;
import io.wsk.bench.wsk.Callbacks;
import java.io.IOException;

/** What is done while metrics are counted. */
public enum MetricsWork {
  /** Buffers are received. */
  RECEIVE("receive") {
    @Override
    Driver open(MetricsSubject subject) throws IOException, InterruptedException {
      Receiver receiver =
          subject == MetricsSubject.RAW
              ? RawReceiver.open(Work.ACCEPT_ALL.raw(), false)
              : WskReceiver.open(
                  subject.with(Receivers.options()),
                  Callbacks.STATIC,
                  Work.ACCEPT_ALL.wsk(),
                  false);
      return Receivers.reads(receiver, 1, Integer.MAX_VALUE);
    }
  },
  /** Connections are accepted, and each is counted. */
  ACCEPT("accept") {
    @Override
    Driver open(MetricsSubject subject) throws InterruptedException {
      return new AcceptDriver(
          subject == MetricsSubject.RAW
              ? RawAcceptor.open()
              : WskAcceptor.open(
                  subject.with(Acceptors.options()),
                  Callbacks.STATIC,
                  AcceptSubject.Inspection.NONE));
    }
  };

  private final String label;

  MetricsWork(String label) {
    this.label = label;
  }

  /**
   * What is done, for people.
   *
   * @return a word
   */
  public String label() {
    return label;
  }

  abstract Driver open(MetricsSubject subject) throws IOException, InterruptedException;
}

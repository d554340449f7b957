package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;

/** Opens listeners, and what drives them. */
final class Acceptors {
  private Acceptors() {}

  static Driver open(AcceptSubject subject) throws InterruptedException {
    return new AcceptDriver(
        subject == AcceptSubject.RAW
            ? RawAcceptor.open()
            : WskAcceptor.open(
                Receivers.options().build(), subject.callbacks(), subject.inspection()));
  }
}

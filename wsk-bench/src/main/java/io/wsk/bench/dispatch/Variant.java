package io.wsk.bench.dispatch;

import io.wsk.bench.wsk.Callbacks;
import java.io.IOException;

/** Who receives. */
public enum Variant {
  /**
   * A Netty handler that counts bytes and releases the buffer: what all others are held against.
   */
  RAW,
  /** A receive callback that is enabled statically. */
  STATIC,
  /** A receive callback that is enabled dynamically. */
  DYNAMIC;

  Receiver open() throws IOException, InterruptedException {
    return switch (this) {
      case RAW -> RawReceiver.open();
      case STATIC -> WskReceiver.open(Callbacks.STATIC);
      case DYNAMIC -> WskReceiver.open(Callbacks.DYNAMIC);
    };
  }
}

package io.wsk.bench.memory;

import io.wsk.bench.server.MemoryUsage;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;

/**
 * Measures one server, which has done nothing yet. A few connections come and go first, so that
 * what is made once and for all is not counted.
 *
 * @param fresh what each connection takes that has only been accepted
 * @param used what each takes that has echoed a message
 * @param connections how many there were
 */
record MemoryMeasurement(MemoryUsage fresh, MemoryUsage used, int connections) {
  private static final int REHEARSED = 100;

  /** Reads what the server needs. */
  @FunctionalInterface
  interface Meter {
    MemoryUsage read() throws IOException, InterruptedException;
  }

  static MemoryMeasurement of(int port, int connections, Meter meter)
      throws WrongAnswerException, IOException, InterruptedException {
    try (IdleConnections rehearsed = IdleConnections.open(port, REHEARSED)) {
      rehearsed.useEach();
    }
    // One that is there before and after, and so does not count. The server answers it after it has
    // heard of the end of the others: it closes them then, or in its loop's next turn.
    try (IdleConnections beside = IdleConnections.open(port, 1)) {
      beside.useEach();
      beside.useEach();
      return ofIdle(port, connections, meter);
    }
  }

  private static MemoryMeasurement ofIdle(int port, int connections, Meter meter)
      throws WrongAnswerException, IOException, InterruptedException {
    MemoryUsage before = meter.read();
    try (IdleConnections open = IdleConnections.open(port, connections)) {
      MemoryUsage fresh = meter.read().minus(before);
      open.useEach();
      return new MemoryMeasurement(fresh, meter.read().minus(before), connections);
    }
  }

  /** Bytes on the heap of one connection. */
  double heap(boolean wasUsed) {
    return (double) (wasUsed ? used : fresh).heapBytes() / connections;
  }

  /** Bytes outside of the heap of one connection. */
  double direct(boolean wasUsed) {
    return (double) (wasUsed ? used : fresh).directBytes() / connections;
  }
}

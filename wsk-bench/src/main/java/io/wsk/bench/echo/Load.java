package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;

/** A load on one server, with connections of its own. It can run again and again. */
interface Load extends AutoCloseable {
  /**
   * What came of a load.
   *
   * @param messages how many made the whole way
   * @param nanos how long it took
   */
  record Result(long messages, long nanos) {
    double perSecond() {
      return messages * 1e9 / nanos;
    }
  }

  /**
   * Runs for a while, then waits for what is still on its way.
   *
   * @throws WrongAnswerException if something is not answered, or not as it must be
   */
  Result run(Duration duration) throws WrongAnswerException;

  @Override
  void close() throws IOException;
}

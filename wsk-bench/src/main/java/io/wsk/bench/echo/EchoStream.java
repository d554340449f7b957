package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream whose bytes must come back as they were sent. */
abstract class EchoStream extends Stream {
  private final ByteBuffer expected;
  private final int messageBytes;
  private long received;

  EchoStream(Seat seat, int messageBytes) {
    super(seat);
    this.messageBytes = messageBytes;
    this.expected = pattern().window();
  }

  /** Messages have come back, the last of them numbered {@code until - 1}. */
  abstract void returned(long from, long until) throws IOException;

  /** How many have come back as a whole. */
  final long messages() {
    return received / messageBytes;
  }

  @Override
  final long answered() {
    return received;
  }

  @Override
  final void receive(ByteBuffer in) throws IOException, WrongAnswerException {
    check(in);
    long before = messages();
    received += in.remaining();
    if (messages() > before) {
      returned(before, messages());
    }
  }

  private void check(ByteBuffer in) throws WrongAnswerException {
    if (in.remaining() > sent() - received) {
      throw new WrongAnswerException("more bytes came back than were sent");
    }
    pattern().move(expected, inPattern(received), in.remaining());
    int wrong = in.mismatch(expected);
    if (wrong >= 0) {
      throw new WrongAnswerException("byte " + (received + wrong) + " came back changed");
    }
  }
}

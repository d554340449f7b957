package io.wsk.tck.random;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Takes apart what a peer receives, and checks every byte of it. */
final class RecordReader {
  /** Marks the begin of a record. */
  static final int MAGIC = 0x57534B01;

  /** Magic, number, length of the body, and where its content begins or {@link #OWN}. */
  static final int HEADER = 4 + 4 + 4 + 8;

  /** The body has content of the record's own; otherwise it is the peer's own, sent back. */
  static final long OWN = -1;

  private final Stream stream;
  private final ByteBuffer header = ByteBuffer.allocate(HEADER);
  private int last = -1;
  private int number;
  private int left;
  private long key;
  private long position;
  private boolean inBody;
  private boolean broken;

  RecordReader(Stream stream) {
    this.stream = stream;
  }

  /** Takes all bytes of the buffer. */
  void take(ByteBuffer in) {
    while (in.hasRemaining() && !broken) {
      if (inBody) {
        body(in);
      } else {
        header.put(in.get());
        if (!header.hasRemaining()) {
          begin();
        }
      }
    }
    in.position(in.limit());
  }

  /** The stream has ended gracefully. */
  void end() {
    if (!broken && (inBody || header.position() > 0)) {
      stream.wrong("the end of the stream within record " + number + ", " + left + " bytes early");
    }
    if (!stream.subject().mayEndGracefully()) {
      stream.wrong("the end of a stream that nobody has ended");
    }
  }

  private void begin() {
    header.flip();
    int magic = header.getInt();
    number = header.getInt();
    left = header.getInt();
    long origin = header.getLong();
    header.clear();
    if (magic != MAGIC || number <= last || left < 0) {
      broken(
          "no begin of a record behind record "
              + last
              + ", but "
              + Integer.toHexString(magic)
              + ", number "
              + number
              + ", length "
              + left);
      return;
    }
    last = number;
    key = origin == OWN ? stream.recordKey(number) : stream.inboundKey();
    position = origin == OWN ? 0 : origin;
    inBody = left > 0;
    if (left == 0) {
      stream.arrived(number);
    }
  }

  private void body(ByteBuffer in) {
    int count = Math.min(in.remaining(), left);
    int right = Pattern.matching(Unpooled.wrappedBuffer(in), 0, count, key, position);
    if (right < count) {
      broken("a wrong byte in record " + number + ", " + (left - right) + " before its end");
      return;
    }
    in.position(in.position() + count);
    position += count;
    left -= count;
    if (left == 0) {
      inBody = false;
      stream.arrived(number);
    }
  }

  private void broken(String what) {
    broken = true;
    stream.wrong(what);
  }
}

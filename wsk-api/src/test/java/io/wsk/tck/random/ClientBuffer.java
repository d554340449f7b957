package io.wsk.tck.random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.nt.Mdl;
import java.util.SplittableRandom;

/**
 * Memory of the client's with marks all over: a run of it is given to the provider, and afterwards
 * the rest must be as it was. When the provider has given it back it is marked anew, and must still
 * be so when it is used again.
 */
final class ClientBuffer {
  private static final byte MARK = (byte) 0xDD;
  private static final ByteBuf MARKS = marks(65_536);
  private static final int MAX_MARGIN = 16;

  private final ByteBuf memory;
  private int start;
  private int length;

  ClientBuffer(ByteBuf memory) {
    this.memory = memory;
    memory.setIndex(0, memory.capacity());
    mark();
  }

  /** Chooses a run. */
  void choose(SplittableRandom random, int newLength) {
    start = random.nextInt(1 + Math.min(MAX_MARGIN, memory.capacity() - newLength));
    length = newLength;
  }

  ByteBuf memory() {
    return memory;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  /** The run as a chain of one to three MDLs with an offset in the first. */
  WskBuf run(SplittableRandom random) {
    int offset = random.nextInt(start + 1);
    int end = start + length;
    int firstEnd = random.nextInt(3) == 0 ? random.nextInt(start, end + 1) : end;
    Mdl first = new Mdl(memory, start - offset, firstEnd - start + offset);
    Mdl last = first;
    int from = firstEnd;
    while (from < end) {
      int to = random.nextBoolean() ? end : random.nextInt(from, end + 1);
      Mdl next = new Mdl(memory, from, to - from);
      last.setNext(next);
      last = next;
      from = to;
    }
    return new WskBuf(first, offset, length);
  }

  /** What is wrong with the memory around a number of bytes of the run, or null. */
  String damageAround(long filled) {
    String before = damage(0, start);
    return before != null ? before : damage((int) (start + filled), memory.capacity());
  }

  /** How many references there are beside the client's own. */
  int foreignReferences() {
    return memory.refCnt() - 1;
  }

  /** What is wrong with memory that nobody should have touched, or null. */
  String damage() {
    if (foreignReferences() != 0) {
      return "the provider still has " + foreignReferences() + " reference(s) to it";
    }
    return damage(0, memory.capacity());
  }

  private String damage(int from, int to) {
    if (ByteBufUtil.equals(memory, from, MARKS, 0, to - from)) {
      return null;
    }
    int at = memory.forEachByte(from, to - from, value -> value == MARK);
    return "byte " + at + " of " + memory.capacity() + " was written";
  }

  /** Marks all of it: the run is nobody's any more. */
  void mark() {
    memory.setBytes(0, MARKS, 0, memory.capacity());
  }

  private static ByteBuf marks(int length) {
    ByteBuf marks = Unpooled.directBuffer(length, length);
    while (marks.isWritable()) {
      marks.writeByte(MARK);
    }
    return Unpooled.unreleasableBuffer(marks.asReadOnly());
  }

  void free() {
    memory.release();
  }
}

package io.wsk.tck.random;

import io.netty.buffer.ByteBuf;

/**
 * Content of streams: each byte depends on the stream's key and on its own position, so a byte that
 * is lost, doubled or out of its place shows.
 */
final class Pattern {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Pattern() {}

  /** A number from which neither key nor index can be told. */
  static long mix(long key, long index) {
    long z = key + index * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static byte byteOf(long word, long position) {
    return (byte) (word >>> ((position & 7) << 3));
  }

  /** Writes content from a position on. */
  static void fill(ByteBuf target, int index, int length, long key, long position) {
    int i = 0;
    while (i < length) {
      long at = position + i;
      long word = mix(key, at >>> 3);
      if ((at & 7) == 0 && length - i >= Long.BYTES) {
        target.setLongLE(index + i, word);
        i += Long.BYTES;
      } else {
        target.setByte(index + i, byteOf(word, at));
        i++;
      }
    }
  }

  /** The number of bytes that are as they should be, up to the first that is not. */
  static int matching(ByteBuf source, int index, int length, long key, long position) {
    int i = 0;
    while (i < length) {
      long at = position + i;
      long word = mix(key, at >>> 3);
      if ((at & 7) == 0 && length - i >= Long.BYTES && source.getLongLE(index + i) == word) {
        i += Long.BYTES;
      } else if (source.getByte(index + i) == byteOf(word, at)) {
        i++;
      } else {
        return i;
      }
    }
    return length;
  }
}

package io.wsk.tck.random;

import io.netty.buffer.ByteBuf;

/** Content of datagrams: each says who sent it, as which, and how long it is. */
final class DatagramRecord {
  /** Magic, source, number, length in all. */
  static final int HEADER = 16;

  private static final int MAGIC = 0x57534B44;

  private DatagramRecord() {}

  static void write(ByteBuf memory, int at, int length, int source, int number) {
    memory.setInt(at, MAGIC);
    memory.setInt(at + 4, source);
    memory.setInt(at + 8, number);
    memory.setInt(at + 12, length);
    Pattern.fill(memory, at + HEADER, length - HEADER, key(source, number), 0);
  }

  private static long key(int source, int number) {
    return Pattern.mix(source, number);
  }

  static int source(ByteBuf memory, int at) {
    return memory.getInt(at + 4);
  }

  static int number(ByteBuf memory, int at) {
    return memory.getInt(at + 8);
  }

  /** How long it is in all. */
  static int length(ByteBuf memory, int at) {
    return memory.getInt(at + 12);
  }

  /** What is wrong with the first bytes of a datagram, or null; at least the header. */
  static String wrong(ByteBuf memory, int at, int count) {
    if (memory.getInt(at) != MAGIC || length(memory, at) < count) {
      return "no datagram that anybody has sent";
    }
    int body = count - HEADER;
    long key = key(source(memory, at), number(memory, at));
    int right = Pattern.matching(memory, at + HEADER, body, key, 0);
    return right == body ? null : "a wrong byte at " + (HEADER + right) + " of " + count;
  }
}

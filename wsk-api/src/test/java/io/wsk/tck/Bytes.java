package io.wsk.tck;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Mdl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes in and out of buffers. */
public final class Bytes {
  private Bytes() {}

  /** One byte a character. */
  public static byte[] of(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One character a byte. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Bytes that show any loss, doubling or reordering. */
  public static byte[] pattern(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** A copy of the run. */
  public static byte[] copy(WskBuf buffer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = buffer.length();
    int offset = buffer.offset();
    for (Mdl mdl = buffer.mdl(); mdl != null && left > 0; mdl = mdl.next()) {
      int count = (int) Math.min(left, mdl.byteCount() - offset);
      byte[] part = new byte[count];
      mdl.buffer().getBytes(mdl.startIndex() + offset, part);
      out.writeBytes(part);
      left -= count;
      offset = 0;
    }
    return out.toByteArray();
  }

  /** A copy of all runs of the list. */
  public static byte[] copy(WskDataIndication list) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (WskDataIndication node = list; node != null; node = node.next()) {
      out.writeBytes(copy(node.buffer()));
    }
    return out.toByteArray();
  }

  /** The first bytes of a receive buffer, without moving its indexes. */
  public static byte[] first(ByteBuf buffer, long count) {
    byte[] bytes = new byte[(int) count];
    buffer.getBytes(0, bytes);
    return bytes;
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.nt.Mdl;

/**
 * The buffer and MDL of an indication. They are pointed at the memory only when the client asks,
 * which one that counts bytes never does, and used again for another node when the client has
 * released theirs.
 */
final class IndicationBuffer {
  private final Mdl mdl = new Mdl(Unpooled.EMPTY_BUFFER, 0, 0);
  private final WskBuf buffer = new WskBuf(mdl, 0, 0);
  private boolean outdated = true;

  /** The node has other memory than before. */
  void outdate() {
    outdated = true;
  }

  /** The buffer over the memory's readable bytes. */
  WskBuf over(ByteBuf memory) {
    if (outdated) {
      outdated = false;
      int length = memory.readableBytes();
      mdl.reset(memory, memory.readerIndex(), length);
      mdl.setNext(null);
      buffer.reset(mdl, 0, length);
    }
    return buffer;
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.nt.Mdl;

/**
 * The buffer and MDL of an indication. They are used again for another node when the client has
 * released theirs.
 */
final class IndicationBuffer {
  private final Mdl mdl = new Mdl(Unpooled.EMPTY_BUFFER, 0, 0);
  private final WskBuf buffer = new WskBuf(mdl, 0, 0);

  /** Points them at the memory's readable bytes. */
  void pointAt(ByteBuf memory) {
    int length = memory.readableBytes();
    mdl.reset(memory, memory.readerIndex(), length);
    mdl.setNext(null);
    buffer.reset(mdl, 0, length);
  }

  /** The buffer, as the client may have left it. */
  WskBuf buffer() {
    return buffer;
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.Mdl;

/** The client's memory as the transport takes it. */
final class SendBuffers {
  private SendBuffers() {}

  /**
   * A view on a run of bytes, to be released by the transport; nothing is copied.
   *
   * @param source a valid run of more than no bytes
   */
  static ByteBuf view(WskBuf source, ByteBufAllocator allocator) {
    Mdl mdl = source.mdl();
    if (mdl == null) {
      throw new IllegalStateException("send without memory");
    }
    long length = source.length();
    int firstBytes = mdl.byteCount() - source.offset();
    return length <= firstBytes
        ? mdl.buffer().retainedSlice(mdl.startIndex() + source.offset(), (int) length)
        : gather(mdl, source.offset(), length, allocator);
  }

  /**
   * As {@link #view}, but one piece of memory, for datagrams: a chain is copied. Netty gathers the
   * pieces of a datagram in an array that the loop's connections use too, and where one of them has
   * set a limit for a gathering write, what is beyond it is left out without a word.
   */
  static ByteBuf single(WskBuf source, ByteBufAllocator allocator) {
    ByteBuf view = view(source, allocator);
    if (view.nioBufferCount() == 1) {
      return view;
    }
    try {
      return allocator.directBuffer(view.readableBytes()).writeBytes(view);
    } finally {
      view.release();
    }
  }

  private static CompositeByteBuf gather(
      Mdl first, int firstOffset, long length, ByteBufAllocator allocator) {
    CompositeByteBuf all = allocator.compositeDirectBuffer(Integer.MAX_VALUE);
    int offset = firstOffset;
    long left = length;
    for (Mdl mdl = first; mdl != null && left > 0; mdl = mdl.next()) {
      int count = (int) Math.min(left, mdl.byteCount() - offset);
      all.addComponent(true, mdl.buffer().retainedSlice(mdl.startIndex() + offset, count));
      left -= count;
      offset = 0;
    }
    return all;
  }
}

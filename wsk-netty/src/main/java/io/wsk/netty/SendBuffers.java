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
    Mdl mdl = first(source);
    return isWithin(mdl, source)
        ? mdl.buffer().retainedSlice(mdl.startIndex() + source.offset(), (int) source.length())
        : gather(mdl, source.offset(), source.length(), allocator);
  }

  /**
   * As {@link #view}, through a window that is used again and again; a new view if the window is
   * open still, or the run is in several pieces.
   */
  static ByteBuf view(WskBuf source, SendWindow window, ByteBufAllocator allocator) {
    Mdl mdl = first(source);
    return isWithin(mdl, source) && window.isClosed()
        ? window.open(mdl.buffer(), mdl.startIndex() + source.offset(), (int) source.length())
        : view(source, allocator);
  }

  private static Mdl first(WskBuf source) {
    Mdl mdl = source.mdl();
    if (mdl == null) {
      throw new IllegalStateException("send without memory");
    }
    return mdl;
  }

  private static boolean isWithin(Mdl mdl, WskBuf source) {
    return source.length() <= mdl.byteCount() - source.offset();
  }

  /**
   * As {@link #view}, but one piece of direct memory, for datagrams: all else is copied. Netty
   * gathers the pieces of a datagram in an array that the loop's connections use too, and where one
   * of them has set a limit for a gathering write, what is beyond it is left out without a word.
   * And it would copy what is not direct itself, but one that it finds no memory for ends before
   * those that were written before it.
   */
  static ByteBuf single(WskBuf source, SendWindow window, ByteBufAllocator allocator) {
    ByteBuf view = view(source, window, allocator);
    if (view.isDirect() && view.nioBufferCount() == 1) {
      return view;
    }
    try {
      return allocator.directBuffer(view.readableBytes()).writeBytes(view);
    } finally {
      view.release();
    }
  }

  /** The whole run or nothing: a piece that cannot be taken has those before it let go again. */
  private static CompositeByteBuf gather(
      Mdl first, int firstOffset, long length, ByteBufAllocator allocator) {
    CompositeByteBuf all = allocator.compositeDirectBuffer(Integer.MAX_VALUE);
    try {
      addPieces(all, first, firstOffset, length);
      return all;
    } catch (Throwable notTaken) {
      all.release();
      throw notTaken;
    }
  }

  private static void addPieces(CompositeByteBuf all, Mdl first, int firstOffset, long length) {
    int offset = firstOffset;
    long left = length;
    for (Mdl mdl = first; mdl != null && left > 0; mdl = mdl.next()) {
      int count = (int) Math.min(left, mdl.byteCount() - offset);
      all.addComponent(true, mdl.buffer().retainedSlice(mdl.startIndex() + offset, count));
      left -= count;
      offset = 0;
    }
  }
}

package io.wsk.netty;

import io.netty.buffer.AbstractByteBuf;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;

/**
 * A client's memory as the transport sees it while it sends: a slice that can be pointed at other
 * memory, so that a send makes no object. The transport moves the window's indexes, never those of
 * the memory, which the client may send twice at a time. The transport only reads.
 *
 * <p>The window holds a reference to the memory from {@link #open} until the transport has released
 * it, which Netty does before it completes the write's promise. Its own references are a plain
 * count, since all of that is done by the loop.
 */
final class SendWindow extends AbstractByteBuf {
  private ByteBuf memory = Unpooled.EMPTY_BUFFER;
  private int start;
  private int length;
  private int references;

  SendWindow() {
    super(Integer.MAX_VALUE);
  }

  /** Whether no transport has it. */
  boolean isClosed() {
    return references == 0;
  }

  /**
   * Points a closed window at memory, and retains that.
   *
   * @param newMemory what the client sends
   * @param newStart absolute index of the first byte
   * @param newLength how many bytes; all of them within the memory's capacity
   * @return this, with one reference, for the transport to release
   */
  ByteBuf open(ByteBuf newMemory, int newStart, int newLength) {
    newMemory.retain();
    memory = newMemory;
    start = newStart;
    length = newLength;
    references = 1;
    return setIndex(0, newLength);
  }

  private void close() {
    ByteBuf sent = memory;
    memory = Unpooled.EMPTY_BUFFER;
    start = 0;
    length = 0;
    sent.release();
  }

  // ---- references -------------------------------------------------------------------------------

  @Override
  public int refCnt() {
    return references;
  }

  @Override
  public ByteBuf retain() {
    return retain(1);
  }

  @Override
  public ByteBuf retain(int increment) {
    if (references == 0 || increment <= 0) {
      throw new IllegalReferenceCountException(references, increment);
    }
    references += increment;
    return this;
  }

  @Override
  public boolean release() {
    return release(1);
  }

  @Override
  public boolean release(int decrement) {
    if (decrement <= 0 || decrement > references) {
      throw new IllegalReferenceCountException(references, -decrement);
    }
    references -= decrement;
    if (references > 0) {
      return false;
    }
    close();
    return true;
  }

  @Override
  public ByteBuf touch() {
    return this;
  }

  @Override
  public ByteBuf touch(Object hint) {
    memory.touch(hint);
    return this;
  }

  // ---- where it is ------------------------------------------------------------------------------

  private int at(int index) {
    return start + index;
  }

  private int checkedAt(int index, int count) {
    checkIndex(index, count);
    return start + index;
  }

  @Override
  public int capacity() {
    return length;
  }

  @Override
  public ByteBufAllocator alloc() {
    return memory.alloc();
  }

  @Override
  @SuppressWarnings("deprecation")
  public ByteOrder order() {
    return memory.order();
  }

  @Override
  public ByteBuf unwrap() {
    return memory;
  }

  // ---- what transports ask for ------------------------------------------------------------------

  @Override
  public boolean isDirect() {
    return memory.isDirect();
  }

  @Override
  public boolean hasMemoryAddress() {
    return memory.hasMemoryAddress();
  }

  @Override
  public long memoryAddress() {
    ensureAccessible();
    return memory.memoryAddress() + start;
  }

  @Override
  public boolean hasArray() {
    return memory.hasArray();
  }

  @Override
  public byte[] array() {
    ensureAccessible();
    return memory.array();
  }

  @Override
  public int arrayOffset() {
    return at(memory.arrayOffset());
  }

  @Override
  public int nioBufferCount() {
    return memory.nioBufferCount();
  }

  @Override
  public ByteBuffer nioBuffer(int index, int count) {
    return memory.nioBuffer(checkedAt(index, count), count);
  }

  /** A view of its own: the one that the memory keeps may be in use on another loop. */
  @Override
  public ByteBuffer internalNioBuffer(int index, int count) {
    return nioBuffer(index, count);
  }

  @Override
  public ByteBuffer[] nioBuffers(int index, int count) {
    return memory.nioBuffers(checkedAt(index, count), count);
  }

  // ---- reading: copies, where the transport cannot take the memory as it is ---------------------

  @Override
  public ByteBuf getBytes(int index, ByteBuf target, int targetIndex, int count) {
    memory.getBytes(checkedAt(index, count), target, targetIndex, count);
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, byte[] target, int targetIndex, int count) {
    memory.getBytes(checkedAt(index, count), target, targetIndex, count);
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, ByteBuffer target) {
    memory.getBytes(checkedAt(index, target.remaining()), target);
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, OutputStream target, int count) throws IOException {
    memory.getBytes(checkedAt(index, count), target, count);
    return this;
  }

  @Override
  public int getBytes(int index, GatheringByteChannel target, int count) throws IOException {
    return memory.getBytes(checkedAt(index, count), target, count);
  }

  @Override
  public int getBytes(int index, FileChannel target, long position, int count) throws IOException {
    return memory.getBytes(checkedAt(index, count), target, position, count);
  }

  @Override
  public ByteBuf copy(int index, int count) {
    return memory.copy(checkedAt(index, count), count);
  }

  @Override
  protected byte _getByte(int index) {
    return memory.getByte(at(index));
  }

  @Override
  protected short _getShort(int index) {
    return memory.getShort(at(index));
  }

  @Override
  protected short _getShortLE(int index) {
    return memory.getShortLE(at(index));
  }

  @Override
  protected int _getUnsignedMedium(int index) {
    return memory.getUnsignedMedium(at(index));
  }

  @Override
  protected int _getUnsignedMediumLE(int index) {
    return memory.getUnsignedMediumLE(at(index));
  }

  @Override
  protected int _getInt(int index) {
    return memory.getInt(at(index));
  }

  @Override
  protected int _getIntLE(int index) {
    return memory.getIntLE(at(index));
  }

  @Override
  protected long _getLong(int index) {
    return memory.getLong(at(index));
  }

  @Override
  protected long _getLongLE(int index) {
    return memory.getLongLE(at(index));
  }

  // ---- writing: nobody does ---------------------------------------------------------------------

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a send only reads the client's memory");
  }

  @Override
  public ByteBuf capacity(int newCapacity) {
    throw readOnly();
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuf source, int sourceIndex, int count) {
    throw readOnly();
  }

  @Override
  public ByteBuf setBytes(int index, byte[] source, int sourceIndex, int count) {
    throw readOnly();
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuffer source) {
    throw readOnly();
  }

  @Override
  public int setBytes(int index, InputStream source, int count) {
    throw readOnly();
  }

  @Override
  public int setBytes(int index, ScatteringByteChannel source, int count) {
    throw readOnly();
  }

  @Override
  public int setBytes(int index, FileChannel source, long position, int count) {
    throw readOnly();
  }

  @Override
  protected void _setByte(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setShort(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setShortLE(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setMedium(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setMediumLE(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setInt(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setIntLE(int index, int value) {
    throw readOnly();
  }

  @Override
  protected void _setLong(int index, long value) {
    throw readOnly();
  }

  @Override
  protected void _setLongLE(int index, long value) {
    throw readOnly();
  }
}

package io.wsk.nt;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes a range of memory: a node of a chain, over one {@link ByteBuf}. The range is fixed by
 * absolute indexes, so the buffer's reader and writer index neither matter nor move.
 *
 * <p>An MDL owns nothing: whoever made it keeps its reference to the buffer for as long as the MDL
 * is in use. Who that is, and until when, is said by each function that takes one.
 *
 * <p>C: {@code MDL} (wdm.h), {@code IoAllocateMdl}, {@code MmGetMdlByteCount}.
 */
public final class Mdl {
  private ByteBuf buffer;
  private int startIndex;
  private int byteCount;
  private @Nullable Mdl next;

  /**
   * Describes part of a buffer.
   *
   * @param buffer the memory; not retained
   * @param startIndex absolute index of the first byte
   * @param byteCount length in bytes
   * @throws IndexOutOfBoundsException if the range does not lie within the buffer's capacity
   */
  public Mdl(ByteBuf buffer, int startIndex, int byteCount) {
    Objects.requireNonNull(buffer, "buffer");
    Objects.checkFromIndexSize(startIndex, byteCount, buffer.capacity());
    this.buffer = buffer;
    this.startIndex = startIndex;
    this.byteCount = byteCount;
  }

  /**
   * Describes the readable bytes of a buffer, for sending.
   *
   * @param buffer the memory; not retained
   * @return a chain of one
   */
  public static Mdl ofReadable(ByteBuf buffer) {
    return new Mdl(buffer, buffer.readerIndex(), buffer.readableBytes());
  }

  /**
   * Describes the space behind the writer index of a buffer, for receiving. The writer index is not
   * moved by a receive: add {@link Irp#information()} to it afterwards.
   *
   * @param buffer the memory; not retained
   * @return a chain of one
   */
  public static Mdl ofWritable(ByteBuf buffer) {
    return new Mdl(buffer, buffer.writerIndex(), buffer.writableBytes());
  }

  /**
   * Points this MDL to other memory, so that it can be used again. The link to the next MDL stays.
   *
   * @param newBuffer the memory; not retained
   * @param newStartIndex absolute index of the first byte
   * @param newByteCount length in bytes
   * @throws IndexOutOfBoundsException if the range does not lie within the buffer's capacity
   */
  public void reset(ByteBuf newBuffer, int newStartIndex, int newByteCount) {
    Objects.checkFromIndexSize(newStartIndex, newByteCount, newBuffer.capacity());
    buffer = newBuffer;
    startIndex = newStartIndex;
    byteCount = newByteCount;
  }

  /**
   * The memory. C: {@code MmGetSystemAddressForMdlSafe}.
   *
   * @return the buffer; still its owner's
   */
  public ByteBuf buffer() {
    return buffer;
  }

  /**
   * Where the range starts. C: {@code MmGetMdlByteOffset}.
   *
   * @return an absolute index in {@link #buffer()}
   */
  public int startIndex() {
    return startIndex;
  }

  /**
   * How long the range is. C: {@code MmGetMdlByteCount}.
   *
   * @return bytes
   */
  public int byteCount() {
    return byteCount;
  }

  /**
   * The next node of the chain. C: {@code Mdl->Next}.
   *
   * @return the next MDL, or null at the end
   */
  public @Nullable Mdl next() {
    return next;
  }

  /**
   * Links a further MDL behind this one.
   *
   * @param newNext the next MDL, or null to end the chain here
   */
  public void setNext(@Nullable Mdl newNext) {
    next = newNext;
  }

  /**
   * The length of the chain from here.
   *
   * @return bytes
   */
  public long chainByteCount() {
    long total = 0;
    for (Mdl mdl = this; mdl != null; mdl = mdl.next) {
      total += mdl.byteCount;
    }
    return total;
  }
}

package io.wsk.api;

import io.netty.buffer.ByteBuf;
import io.wsk.nt.Mdl;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes for a data function: a chain of MDLs, an offset in the first of them, and a
 * length.
 *
 * <p>Given to a function, it belongs to the provider until the IRP is completed. Like an {@link
 * Mdl} it owns no memory. It may be pointed at other memory and used again.
 *
 * <p>C: {@code WSK_BUF}.
 */
public final class WskBuf {
  private @Nullable Mdl mdl;
  private int offset;
  private long length;

  /**
   * Describes a run of bytes. Nothing is checked here: the function that gets the buffer answers
   * {@link io.wsk.nt.NtStatus#STATUS_INVALID_PARAMETER} if it is not {@link #isValid() valid}.
   *
   * @param mdl the chain; null only with length 0
   * @param offset where the run starts in the first MDL, in bytes
   * @param length of the run, in bytes
   */
  public WskBuf(@Nullable Mdl mdl, int offset, long length) {
    this.mdl = mdl;
    this.offset = offset;
    this.length = length;
  }

  /**
   * The readable bytes of a buffer, for sending. The buffer's indexes do not move.
   *
   * @param buffer the memory; not retained
   * @return a run over all of its readable bytes
   */
  public static WskBuf ofReadable(ByteBuf buffer) {
    return new WskBuf(Mdl.ofReadable(buffer), 0, buffer.readableBytes());
  }

  /**
   * The space behind the writer index of a buffer, for receiving. The writer index does not move:
   * add the number of bytes received to it.
   *
   * @param buffer the memory; not retained
   * @return a run over all of its writable bytes
   */
  public static WskBuf ofWritable(ByteBuf buffer) {
    return new WskBuf(Mdl.ofWritable(buffer), 0, buffer.writableBytes());
  }

  /**
   * A run of no bytes.
   *
   * @return a buffer without an MDL
   */
  public static WskBuf empty() {
    return new WskBuf(null, 0, 0);
  }

  /**
   * Points this buffer to another run.
   *
   * @param newMdl the chain; null only with length 0
   * @param newOffset where the run starts in the first MDL, in bytes
   * @param newLength of the run, in bytes
   */
  public void reset(@Nullable Mdl newMdl, int newOffset, long newLength) {
    mdl = newMdl;
    offset = newOffset;
    length = newLength;
  }

  /**
   * The chain. C: {@code Mdl}.
   *
   * @return the first MDL, or null
   */
  public @Nullable Mdl mdl() {
    return mdl;
  }

  /**
   * Where the run starts. C: {@code Offset}.
   *
   * @return bytes from the start of the first MDL
   */
  public int offset() {
    return offset;
  }

  /**
   * How long the run is. C: {@code Length}.
   *
   * @return bytes
   */
  public long length() {
    return length;
  }

  /**
   * Whether the run lies within its chain: the offset within the first MDL, the length within what
   * is left of the chain.
   *
   * @return false if a function would refuse it
   */
  public boolean isValid() {
    Mdl first = mdl;
    if (first == null) {
      return offset == 0 && length == 0;
    }
    // One MDL is the common case and needs no walk.
    if (offset < 0 || offset > first.byteCount() || length < 0) {
      return false;
    }
    return length <= first.byteCount() - offset || length <= first.chainByteCount() - offset;
  }
}

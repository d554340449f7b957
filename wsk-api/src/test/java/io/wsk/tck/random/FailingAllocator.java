package io.wsk.tck.random;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An allocator for the provider that fails now and then, as one does that has run out of memory:
 * with an error or with an exception, in turns. It fails only while it is {@linkplain #arm armed}.
 */
public final class FailingAllocator extends AbstractByteBufAllocator {
  /** In the message of each failure. */
  public static final String MESSAGE = "allocation that fails on purpose";

  private final ByteBufAllocator memory;
  private final int oneIn;
  private final long seed;
  private final int largest;
  private final AtomicLong allocations = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean armed;

  /**
   * An allocator that does not fail yet.
   *
   * @param memory where memory comes from
   * @param oneIn how many allocations there are to one that fails, on average
   * @param seed decides which
   */
  public FailingAllocator(ByteBufAllocator memory, int oneIn, long seed) {
    this(memory, oneIn, seed, Integer.MAX_VALUE);
  }

  private FailingAllocator(ByteBufAllocator memory, int oneIn, long seed, int largest) {
    super(true);
    this.memory = memory;
    this.oneIn = oneIn;
    this.seed = seed;
    this.largest = largest;
  }

  /**
   * An allocator that fails whenever it is asked for little, once it is armed, and with an error.
   *
   * @param memory where memory comes from
   * @param largest the most that it fails for, in bytes; composites count as nothing
   */
  public static FailingAllocator upTo(ByteBufAllocator memory, int largest) {
    return new FailingAllocator(memory, 1, 0, largest);
  }

  /** Lets allocations fail from now on, or lets all succeed again. */
  public void arm(boolean fail) {
    armed = fail;
  }

  /** How many allocations have failed. */
  public long failures() {
    return failures.get();
  }

  private boolean alwaysAnError() {
    return largest < Integer.MAX_VALUE;
  }

  private void mayFail(int bytes) {
    if (!armed || bytes > largest) {
      return;
    }
    long chance = Pattern.mix(seed, allocations.incrementAndGet());
    if (Long.remainderUnsigned(chance, oneIn) == 0) {
      failures.incrementAndGet();
      if (alwaysAnError() || (chance >>> 62) % 2 == 0) {
        throw new OutOfMemoryError(MESSAGE);
      }
      throw new IllegalStateException(MESSAGE);
    }
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    mayFail(initialCapacity);
    return memory.heapBuffer(initialCapacity, maxCapacity);
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    mayFail(initialCapacity);
    return memory.directBuffer(initialCapacity, maxCapacity);
  }

  @Override
  public CompositeByteBuf compositeHeapBuffer(int maxNumComponents) {
    mayFail(0);
    return memory.compositeHeapBuffer(maxNumComponents);
  }

  @Override
  public CompositeByteBuf compositeDirectBuffer(int maxNumComponents) {
    mayFail(0);
    return memory.compositeDirectBuffer(maxNumComponents);
  }

  @Override
  public boolean isDirectBufferPooled() {
    return memory.isDirectBufferPooled();
  }
}

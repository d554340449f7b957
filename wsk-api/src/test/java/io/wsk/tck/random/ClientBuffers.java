package io.wsk.tck.random;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The client's memory: buffers of a few sizes, direct and on the heap. One that comes back is used
 * again as late as possible, so that a provider that still writes to it or reads from it has time
 * to be caught.
 */
final class ClientBuffers {
  private static final int[] SIZES = {64, 1024, 8192, 65_536};
  private static final int[] REST = {256, 128, 64, 24};
  private static final int MARGIN = 16;

  private final ByteBufAllocator allocator;
  private final Findings findings;
  private final List<ArrayDeque<ClientBuffer>> resting = new ArrayList<>();
  private int lent;

  ClientBuffers(ByteBufAllocator allocator, Findings findings) {
    this.allocator = allocator;
    this.findings = findings;
    for (int size = 0; size < SIZES.length; size++) {
      resting.add(new ArrayDeque<>());
    }
  }

  /** The longest run there is memory for. */
  static int longest() {
    return SIZES[SIZES.length - 1] - MARGIN;
  }

  /** A buffer with a run of this length. */
  ClientBuffer take(SplittableRandom random, int length) {
    int size = sizeFor(length);
    ClientBuffer buffer = reuse(size);
    if (buffer == null) {
      buffer =
          new ClientBuffer(
              random.nextInt(4) == 0
                  ? allocator.heapBuffer(SIZES[size], SIZES[size])
                  : allocator.directBuffer(SIZES[size], SIZES[size]));
    }
    buffer.choose(random, length);
    return buffer;
  }

  private ClientBuffer reuse(int size) {
    ClientBuffer buffer;
    synchronized (this) {
      lent++;
      ArrayDeque<ClientBuffer> ofSize = resting.get(size);
      buffer = ofSize.size() < REST[size] ? null : ofSize.pollFirst();
    }
    if (buffer != null) {
      check(buffer);
    }
    return buffer;
  }

  private void check(ClientBuffer buffer) {
    String damage = buffer.damage();
    if (damage != null) {
      findings.add("memory of a request that had been completed: " + damage);
      buffer.mark();
    }
  }

  /** The provider has given a buffer back; in the hook of its request. */
  void giveBack(ClientBuffer buffer, Request request) {
    int references = buffer.foreignReferences();
    if (references != 0) {
      request.subject().finding(request.holds(references));
    }
    buffer.mark();
    synchronized (this) {
      lent--;
      resting.get(sizeFor(buffer.memory().capacity() - MARGIN)).addLast(buffer);
    }
  }

  private static int sizeFor(int length) {
    int size = 0;
    while (SIZES[size] < length + MARGIN) {
      size++;
    }
    return size;
  }

  /** Checks and frees all; nothing may be lent any more. */
  synchronized void free() {
    if (lent != 0) {
      findings.add(lent + " buffer(s) were never given back: their requests were not completed");
    }
    for (ArrayDeque<ClientBuffer> ofSize : resting) {
      ofSize.forEach(this::check);
      ofSize.forEach(ClientBuffer::free);
      ofSize.clear();
    }
  }
}

package io.wsk.examples;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A queue of work and the one thread that does it, in the order in which it came. Completion
 * routines must not block, so enqueueing takes no lock; and the items are the links of the list, so
 * it allocates nothing.
 *
 * <p>C: a list of work items that are linked by {@code InterlockedPushEntrySList}, and a system
 * thread that takes all of them at once by {@code InterlockedFlushSList}.
 */
final class WorkQueue implements AutoCloseable {
  /** A piece of work. It may be enqueued again once it runs, but not while it is in the queue. */
  abstract static class Item {
    private @Nullable Item next;

    /** Does the work, on the queue's thread. */
    abstract void run();
  }

  private final AtomicReference<@Nullable Item> newest = new AtomicReference<>();
  private final Thread worker;
  private volatile boolean closed;

  WorkQueue(String name) {
    worker = new Thread(this::work, name);
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * Adds work behind all that was added before. Any thread, event loops included, may call this.
   */
  void enqueue(Item item) {
    Item before;
    do {
      before = newest.get();
      item.next = before;
    } while (!newest.compareAndSet(before, item));
    if (before == null) {
      LockSupport.unpark(worker);
    }
  }

  private void work() {
    while (true) {
      // Read before the list: what was enqueued before the close is found and done.
      boolean last = closed;
      Item batch = newest.getAndSet(null);
      if (batch != null) {
        runAll(oldestFirst(batch));
      } else if (last) {
        return;
      } else {
        LockSupport.park(this);
      }
    }
  }

  private static Item oldestFirst(Item newestOfBatch) {
    Item head = newestOfBatch;
    Item rest = head.next;
    head.next = null;
    while (rest != null) {
      Item item = rest;
      rest = item.next;
      item.next = head;
      head = item;
    }
    return head;
  }

  private static void runAll(Item oldest) {
    Item item = oldest;
    while (item != null) {
      // Unlinked before it runs, since it may enqueue itself.
      Item next = item.next;
      item.next = null;
      item.run();
      item = next;
    }
  }

  /** Lets the thread do what has been enqueued, and waits for its end. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(worker);
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The thread ends all the same.
    }
  }
}

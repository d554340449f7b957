package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private static final int PRODUCERS = 4;
  private static final int ITEMS = 20_000;

  /** What each producer's items saw, in the order in which they ran. */
  private final List<List<Integer>> ran = new ArrayList<>();

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  @Test
  void oneThreadRunsTheItemsOfEachProducerInOrder() throws Exception {
    List<Thread> producers = new ArrayList<>();
    try (WorkQueue queue = new WorkQueue("test-worker")) {
      for (int i = 0; i < PRODUCERS; i++) {
        ran.add(new ArrayList<>());
        int producer = i;
        producers.add(new Thread(() -> produce(queue, producer)));
      }
      producers.forEach(Thread::start);
      for (Thread producer : producers) {
        producer.join();
      }
    }
    // The queue is closed: all that was enqueued has run.
    assertThat(threads).hasSize(1);
    for (List<Integer> numbers : ran) {
      assertThat(numbers).hasSize(ITEMS).isSorted();
    }
  }

  private void produce(WorkQueue queue, int producer) {
    for (int i = 0; i < ITEMS; i++) {
      int number = i;
      queue.enqueue(
          item(
              () -> {
                threads.add(Thread.currentThread());
                ran.get(producer).add(number);
              }));
    }
  }

  @Test
  void anItemMayEnqueueItself() {
    List<Integer> rounds = new ArrayList<>();
    try (WorkQueue queue = new WorkQueue("test-worker")) {
      queue.enqueue(
          new WorkQueue.Item() {
            @Override
            void run() {
              rounds.add(rounds.size());
              if (rounds.size() < 100) {
                queue.enqueue(this);
              }
            }
          });
    }
    assertThat(rounds).hasSize(100);
  }

  private static WorkQueue.Item item(Runnable action) {
    return new WorkQueue.Item() {
      @Override
      void run() {
        action.run();
      }
    };
  }
}

package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadTimesTest {
  private static final int WORK = 20_000_000;

  private final ThreadTimes times = new ThreadTimes(ProcessHandle.current().pid());
  private final AtomicLong id = new AtomicLong();
  private final CountDownLatch worked = new CountDownLatch(1);
  private final CountDownLatch read = new CountDownLatch(1);
  private final AtomicLong result = new AtomicLong();

  @Test
  void timeOfAThreadThatHasEndedStaysInTheSum() throws Exception {
    assumeTrue(times.isAvailable(), "the host does not count times of threads");
    Thread worker = new Thread(this::work, "worker");
    worker.start();
    worked.await();
    long ofWorker = times.of(id.get());
    long sum = times.sum();
    assertThat(ofWorker).isPositive();
    assertThat(sum).isGreaterThanOrEqualTo(ofWorker);
    read.countDown();
    worker.join();
    assertThat(result).doesNotHaveValue(0);
    assertThat(times.sum()).isGreaterThanOrEqualTo(sum);
  }

  private void work() {
    id.set(LoopThread.current().hostId());
    long sum = 0;
    for (int i = 0; i < WORK; i++) {
      sum += sum ^ i;
    }
    result.set(sum);
    worked.countDown();
    try {
      read.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aProcessThatIsNotThereIsNotCounted() {
    assertThat(new ThreadTimes(0).isAvailable()).isFalse();
  }
}

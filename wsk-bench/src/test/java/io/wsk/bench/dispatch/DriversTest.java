package io.wsk.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.jmh.Driver;
import io.wsk.bench.jmh.Warmed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every subject of every benchmark does its work rightly, and gives back what it got. */
class DriversTest {
  private static final int MANY = 256;
  private static final int FEW = 64;

  static List<Arguments> works() {
    return pairs(Work.values(), ReceiveSubject.values());
  }

  static List<Arguments> switches() {
    return pairs(SwitchedFrom.values(), ControlSubject.values());
  }

  static List<Arguments> metrics() {
    return pairs(MetricsWork.values(), MetricsSubject.values());
  }

  private static <A, B> List<Arguments> pairs(A[] all, B[] others) {
    return Arrays.stream(all)
        .flatMap(one -> Stream.of(others).map(other -> Arguments.of(one, other)))
        .toList();
  }

  private static void assertRight(Warmed.Opening<Integer> opening, int atATime)
      throws IOException, InterruptedException {
    try (Driver driver = opening.open(atATime)) {
      assertThat(driver.run(MANY)).isTrue();
      assertThat(driver.run(FEW)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("works")
  void receivers(Work work, ReceiveSubject subject) throws IOException, InterruptedException {
    assertRight(buffers -> Receivers.open(subject, work, buffers), 1);
    assertRight(buffers -> Receivers.open(subject, work, buffers), 16);
  }

  @Test
  void theTimeOfTheEventLoopIsKnown() throws IOException, InterruptedException {
    try (Driver driver = Receivers.open(ReceiveSubject.TOGGLED_ONCE, Work.ACCEPT_ALL, 1)) {
      assertThat(driver.loopNanos()).isZero();
      driver.run(MANY);
      long first = driver.loopNanos();
      driver.run(MANY);
      assertThat(first).isPositive().isLessThan(driver.loopNanos());
    }
  }

  @ParameterizedTest
  @EnumSource
  void bufferingReceivers(BufferingSubject subject) throws IOException, InterruptedException {
    assertRight(buffers -> Receivers.openBuffering(subject, buffers), 1);
    assertRight(buffers -> Receivers.openBuffering(subject, buffers), 16);
  }

  @ParameterizedTest
  @EnumSource
  void datagramReceivers(ReceiveFromSubject subject) throws IOException, InterruptedException {
    assertRight(datagrams -> Receivers.openDatagrams(subject, datagrams), 1);
    assertRight(datagrams -> Receivers.openDatagrams(subject, datagrams), 64);
  }

  @ParameterizedTest
  @EnumSource
  void acceptors(AcceptSubject subject) throws IOException, InterruptedException {
    assertRight(unused -> Acceptors.open(subject), 16);
  }

  @ParameterizedTest
  @EnumSource
  void completions(IrpSubject subject) throws IOException, InterruptedException {
    assertRight(unused -> subject.open(), 1);
  }

  @ParameterizedTest
  @EnumSource
  void senders(SendSubject subject) throws IOException, InterruptedException {
    assertRight(sends -> Senders.open(subject, sends), 1);
    assertRight(sends -> Senders.open(subject, sends), 16);
  }

  @ParameterizedTest
  @MethodSource
  void switches(SwitchedFrom from, ControlSubject subject)
      throws IOException, InterruptedException {
    assertRight(unused -> Switches.open(subject, from), 1);
  }

  @ParameterizedTest
  @MethodSource
  void metrics(MetricsWork work, MetricsSubject subject) throws IOException, InterruptedException {
    assertRight(unused -> work.open(subject), 1);
  }
}

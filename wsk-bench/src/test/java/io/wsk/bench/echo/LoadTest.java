package io.wsk.bench.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.tcp.Tally;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Shape SHAPE = new Shape(1, 64, 4);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final TestServer.Answer ECHO = (bytes, count, out) -> out.write(bytes, 0, count);

  @Test
  void echoTakesWhatWasSent() throws Exception {
    try (TestServer server = new TestServer(ECHO);
        Load load = ClosedLoad.connect(server.port(), SHAPE)) {
      assertThat(load.run(SHORT).messages()).isPositive();
      Load.Result result = load.run(SHORT);
      assertThat(result.messages()).isPositive();
      assertThat(result.nanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }
  }

  @Test
  void echoNoticesAChangedByte() throws Exception {
    assertWrongEcho(
        (bytes, count, out) -> {
          bytes[count - 1]++;
          out.write(bytes, 0, count);
        },
        "changed");
  }

  @Test
  void echoNoticesTooManyBytes() throws Exception {
    assertWrongEcho((bytes, count, out) -> out.write(new byte[count + 1024]), "more bytes");
  }

  @Test
  void echoNoticesAnEarlyEnd() throws Exception {
    assertWrongEcho((bytes, count, out) -> out.close(), "");
  }

  private static void assertWrongEcho(TestServer.Answer answer, String message) throws Exception {
    try (TestServer server = new TestServer(answer);
        Load load = ClosedLoad.connect(server.port(), SHAPE)) {
      assertThatThrownBy(() -> load.run(SHORT))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining(message);
    }
  }

  /** The server answers nothing before half of the messages have come: a closed loop would end. */
  @Test
  void latenciesCountFromWhenAMessageWasDue() throws Exception {
    int perSecond = 2000;
    int messages = 400;
    Histogram latencies;
    try (TestServer server = new TestServer(stallingFor(SHAPE.bytes() * messages / 2));
        OpenLoad load = OpenLoad.connect(server.port(), SHAPE)) {
      latencies = load.run(perSecond, Duration.ofMillis(1000L * messages / perSecond));
    }
    assertThat(latencies.getTotalCount()).isEqualTo(messages);
    // The first has waited for 200 messages, which takes 99.5 ms; the 101st for half of that.
    assertThat(latencies.getMaxValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(99));
    assertThat(latencies.getValueAtPercentile(76)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(49));
  }

  private static TestServer.Answer stallingFor(int stallBytes) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    AtomicInteger received = new AtomicInteger();
    return (bytes, count, out) -> {
      kept.write(bytes, 0, count);
      if (received.addAndGet(count) >= stallBytes) {
        kept.writeTo(out);
        kept.reset();
      }
    };
  }

  @Test
  void floodTakesWhatWasCounted() throws Exception {
    Tally tally = new Tally();
    try (TestServer server = new TestServer(counting(tally, 0));
        Load load = FloodLoad.connect(server.port(), SHAPE)) {
      assertThat(load.run(SHORT).messages()).isGreaterThanOrEqualTo(Tally.STRIDE / SHAPE.bytes());
      assertThat(load.run(SHORT).messages() % (Tally.STRIDE / SHAPE.bytes())).isZero();
    }
  }

  @Test
  void floodNoticesAWrongCount() throws Exception {
    try (TestServer server = new TestServer(counting(new Tally(), 1));
        Load load = FloodLoad.connect(server.port(), SHAPE)) {
      assertThatThrownBy(() -> load.run(SHORT))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining("counted 1048577 bytes");
    }
  }

  private static TestServer.Answer counting(Tally tally, long error) {
    return (bytes, count, out) -> {
      long acknowledge = tally.add(count);
      if (acknowledge > 0) {
        out.writeLong(acknowledge + error);
      }
    };
  }
}

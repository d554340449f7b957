package io.wsk.bench.echo;

import static io.wsk.bench.tcp.Contender.MINA;
import static io.wsk.bench.tcp.Contender.RAW;
import static io.wsk.bench.tcp.Contender.VERTX;
import static io.wsk.bench.tcp.Contender.WSK_STATIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.server.ServerTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Plan.Cell SOME = new Plan.Cell(new Shape(1, 64, 1), 6, 3);
  private static final Plan.Cell NONE = new Plan.Cell(new Shape(64, 64, 1), 6, 0);

  @Test
  void peersTakePartInSomeRounds() {
    Plan plan = plan(SOME, NONE);
    assertThat(plan.inRound(SOME, 0)).containsExactly(RAW, WSK_STATIC, VERTX, MINA);
    assertThat(plan.inRound(SOME, 1)).containsExactly(RAW, WSK_STATIC);
    assertThat(plan.inRound(SOME, 3)).containsExactly(RAW, WSK_STATIC, VERTX, MINA);
    assertThat(plan.inRound(NONE, 0)).containsExactly(RAW, WSK_STATIC);
  }

  @Test
  void onlyThoseAreStartedThatAreMeasured() {
    assertThat(plan(NONE).started()).containsExactly(RAW, WSK_STATIC);
    assertThat(plan(NONE, SOME).started()).containsExactly(RAW, WSK_STATIC, VERTX, MINA);
    Lineup few = new Lineup(List.of(MINA, RAW), ServerTransport.NIO, List.of());
    assertThat(plan(NONE, SOME).in(few).started()).containsExactly(RAW, MINA);
  }

  @Test
  void estimatesAreSumsOfRounds() {
    // 16 turns of 100 and 400 ms of load, and 10 ms to connect
    assertThat(plan(SOME).estimate(SOME)).isEqualTo(Duration.ofMillis(16 * 510));
    assertThat(plan(SOME).startEstimate()).isGreaterThan(plan(NONE).startEstimate());
  }

  private static Plan plan(Plan.Cell... cells) {
    Plan.Field field = new Plan.Field(List.of(RAW, WSK_STATIC), List.of(VERTX, MINA));
    return new Plan(field, Timing.ofMillis(200, 100, 400), 2, List.of(cells));
  }
}

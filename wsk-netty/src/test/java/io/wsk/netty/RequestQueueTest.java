package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
  private static final class Linked implements RequestQueue.Linked<Linked> {
    private @Nullable Linked next;

    @Override
    public @Nullable Linked next() {
      return next;
    }

    @Override
    public void setNext(@Nullable Linked newNext) {
      next = newNext;
    }
  }

  private final Linked one = new Linked();
  private final Linked two = new Linked();
  private final Linked three = new Linked();

  private RequestQueue<Linked> ofThree() {
    RequestQueue<Linked> queue = new RequestQueue<>();
    queue.addLast(one);
    queue.addLast(two);
    queue.addLast(three);
    return queue;
  }

  @Test
  void requestsComeInTheirOrder() {
    RequestQueue<Linked> queue = ofThree();
    for (Linked expected : new Linked[] {one, two, three}) {
      assertThat(queue.first()).isSameAs(expected);
      assertThat(queue.remove(expected)).isTrue();
    }
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
  }

  @Test
  void oneIsTakenOutFromTheMiddleAndFromTheEnd() {
    RequestQueue<Linked> queue = ofThree();
    assertThat(queue.remove(two)).isTrue();
    assertThat(queue.remove(two)).isFalse();
    assertThat(queue.remove(three)).isTrue();
    assertThat(queue.size()).isEqualTo(1);
    queue.addLast(two);
    assertThat(queue.remove(one)).isTrue();
    assertThat(queue.first()).isSameAs(two);
    assertThat(two.next()).isNull();
  }

  @Test
  void whatAllSocketsShareStaysEmpty() {
    RequestQueue<Linked> none = RequestQueue.none();
    assertThatThrownBy(() -> none.addLast(one)).isInstanceOf(IllegalStateException.class);
    assertThat(none.first()).isNull();
    assertThat(none.remove(one)).isFalse();
    assertThat(none.size()).isZero();
  }

  @Test
  void aSocketGetsItsOwnWithTheFirstAndKeepsIt() {
    RequestQueue<Linked> own = RequestQueue.<Linked>none().orNew();
    own.addLast(one);
    assertThat(own.orNew()).isSameAs(own);
    assertThat(RequestQueue.<Linked>none().isEmpty()).isTrue();
  }
}

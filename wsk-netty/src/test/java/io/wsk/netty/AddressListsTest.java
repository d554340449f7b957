package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.AddrInfoExW;
import io.wsk.tck.Eventually;
import org.junit.jupiter.api.Test;

class AddressListsTest {
  private final AddressLists lists = new AddressLists();

  private static AddrInfoExW list() {
    return AddrInfoExW.hints(0, 0, 0);
  }

  @Test
  void aListComesBackOnce() {
    AddrInfoExW first = list();
    AddrInfoExW equal = list();
    lists.give(first);
    assertThat(lists.takeBack(equal)).isFalse();
    assertThat(lists.takeBack(first)).isTrue();
    assertThat(lists.takeBack(first)).isFalse();
  }

  @Test
  void listsThatTheClientHasForgottenAreNotKept() {
    AddrInfoExW kept = list();
    lists.give(kept);
    for (int i = 0; i < 1000; i++) {
      lists.give(list());
    }
    Eventually.until(
        "the forgotten ones are gone",
        () -> {
          System.gc();
          AddrInfoExW next = list();
          lists.give(next);
          return lists.takeBack(next) && lists.size() == 1;
        });
    assertThat(lists.takeBack(kept)).isTrue();
  }
}

package io.wsk.bench.udp;

import io.wsk.bench.server.WrongAnswerException;
import java.util.Arrays;

/**
 * Which datagrams are on their way: as many as there are places. The datagrams of a place are
 * numbered by the place and by how often it was used, so a number says whose it is, and one that
 * comes late or twice is told from the one that is waited for.
 */
final class Window {
  private static final long NONE = -1;

  private final long lossNanos;
  private final long[] awaited;
  private final long[] following;
  private final long[] sentAt;
  private int onTheirWay;
  private long returned;
  private long lost;
  private long late;

  /**
   * A window.
   *
   * @param places how many datagrams may be on their way
   * @param lossNanos after which time one is given up, in ns
   */
  Window(int places, long lossNanos) {
    this.lossNanos = lossNanos;
    this.awaited = new long[places];
    this.following = new long[places];
    this.sentAt = new long[places];
    Arrays.fill(awaited, NONE);
    Arrays.setAll(following, place -> place);
  }

  int places() {
    return awaited.length;
  }

  /** How many are on their way. */
  int onTheirWay() {
    return onTheirWay;
  }

  /** How many have come back in time. */
  long returned() {
    return returned;
  }

  /** How many have been given up. */
  long lost() {
    return lost;
  }

  /**
   * The next datagram of a place that has none on its way.
   *
   * @param now the time in ns
   * @return its number
   */
  long send(int place, long now) {
    if (awaited[place] != NONE) {
      throw new IllegalStateException("place " + place + " has a datagram on its way");
    }
    long number = following[place];
    following[place] += awaited.length;
    awaited[place] = number;
    sentAt[place] = now;
    onTheirWay++;
    return number;
  }

  /**
   * A datagram has come back.
   *
   * @return its place, which is free now; -1 for one that had been given up
   * @throws WrongAnswerException if it was never sent, or has been here before
   */
  int receive(long number) throws WrongAnswerException {
    int place = (int) (number % awaited.length);
    if (number == awaited[place]) {
      free(place);
      returned++;
      return place;
    }
    if (number >= following[place]) {
      throw new WrongAnswerException("a datagram came back that was never sent");
    }
    if (++late > lost) {
      throw new WrongAnswerException("a datagram came back twice");
    }
    return -1;
  }

  /**
   * Gives up a datagram that is overdue.
   *
   * @param now the time in ns
   * @return its place, which is free now; -1 if none is overdue
   */
  int expire(long now) {
    for (int place = 0; place < awaited.length; place++) {
      if (awaited[place] != NONE && now - sentAt[place] > lossNanos) {
        free(place);
        lost++;
        return place;
      }
    }
    return -1;
  }

  private void free(int place) {
    awaited[place] = NONE;
    onTheirWay--;
  }
}

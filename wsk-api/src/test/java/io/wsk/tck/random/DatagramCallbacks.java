package io.wsk.tck.random;

import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.nt.NtStatus;
import java.util.SplittableRandom;

/** What the callback of datagram sockets checks, and what it answers, by chance. */
final class DatagramCallbacks {
  static final WskClientDatagramDispatch<Datagrams> DISPATCH =
      new WskClientDatagramDispatch<>(DatagramCallbacks::receiveFrom);

  private static final int MOST_RETAINED = 24;

  private DatagramCallbacks() {}

  private static NtStatus receiveFrom(Datagrams datagrams, int flags, WskDatagramIndication list) {
    datagrams.enter("receive from");
    NtStatus answer = null;
    boolean declined = true;
    try {
      if (list == null) {
        declined = false;
        answer = lost(datagrams);
      } else {
        check(datagrams, list);
        if (datagrams.callbackRandom().nextInt(8) == 0) {
          DatagramCalls.any(datagrams, datagrams.callbackRandom());
        }
        answer = answer(datagrams, list);
        declined = answer != STATUS_SUCCESS && answer != STATUS_PENDING;
      }
      return answer;
    } finally {
      if (declined && !datagrams.receivesStatically()) {
        datagrams.hasDeclined();
      }
      datagrams.callbackReturns();
      datagrams.exit("receive from", answer);
    }
  }

  private static NtStatus lost(Datagrams datagrams) {
    if (!datagrams.mayBeLost()) {
      datagrams.finding("the receive-from callback tells of a loss that nothing explains");
    }
    return STATUS_SUCCESS;
  }

  private static void check(Datagrams datagrams, WskDatagramIndication list) {
    if (datagrams.receiving().isOff()) {
      datagrams.finding("the receive-from callback was called although it was disabled");
    }
    for (WskDatagramIndication node = list; node != null; node = node.next()) {
      WskBuf run = node.buffer();
      int at = run.mdl().startIndex() + run.offset();
      datagrams.check(run.mdl().buffer(), at, (int) run.length(), true, "an indication");
    }
  }

  private static void take(Datagrams datagrams, WskDatagramIndication list) {
    for (WskDatagramIndication node = list; node != null; node = node.next()) {
      WskBuf run = node.buffer();
      int at = run.mdl().startIndex() + run.offset();
      datagrams.take(run.mdl().buffer(), at, (int) run.length());
    }
  }

  private static NtStatus answer(Datagrams datagrams, WskDatagramIndication list) {
    SplittableRandom random = datagrams.callbackRandom();
    int chance = random.nextInt(1000);
    if (chance < 120) {
      return STATUS_DATA_NOT_ACCEPTED;
    }
    if (chance < 130) {
      return misbehave(datagrams);
    }
    take(datagrams, list);
    if (chance < 500 && datagrams.keptCount() < MOST_RETAINED) {
      datagrams.world().statistics().count("indications retained");
      if (random.nextBoolean()) {
        datagrams.keep(list);
      } else {
        split(datagrams, random, list);
      }
      return STATUS_PENDING;
    }
    return STATUS_SUCCESS;
  }

  /** Each datagram is given back by itself, some inside the callback. */
  private static void split(
      Datagrams datagrams, SplittableRandom random, WskDatagramIndication list) {
    WskDatagramIndication node = list;
    while (node != null) {
      WskDatagramIndication following = node.next();
      node.setNext(null);
      if (random.nextInt(4) == 0) {
        datagrams.release(node);
      } else {
        datagrams.keep(node);
      }
      node = following;
    }
  }

  private static NtStatus misbehave(Datagrams datagrams) {
    Deliberate deliberate = datagrams.world().deliberate();
    switch (datagrams.callbackRandom().nextInt(3)) {
      case 0 -> {
        deliberate.badStatus.add();
        return STATUS_UNSUCCESSFUL;
      }
      case 1 -> {
        deliberate.badStatus.add();
        return null;
      }
      default -> {
        deliberate.callbackThrew.add();
        throw Deliberate.exception();
      }
    }
  }
}

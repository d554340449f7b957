package io.wsk.tck.random;

import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Indications that a connection's receive callback has kept. Any thread. */
final class RetainedList {
  /** One of them, with the position in the stream of its first byte, or {@link #UNKNOWN}. */
  record Retained(WskDataIndication node, long position) {
    private static final long UNKNOWN = -1;

    /** An indication that the receive callback has now. */
    static Retained of(WskDataIndication node, Connection connection) {
      return new Retained(node, connection.isSure() ? connection.position() : UNKNOWN);
    }
  }

  private final Connection connection;
  private final Queue<Retained> kept = new ConcurrentLinkedQueue<>();

  RetainedList(Connection connection) {
    this.connection = connection;
  }

  void add(Retained retained) {
    kept.add(retained);
  }

  /** Takes the oldest out, or gives null. */
  Retained poll() {
    return kept.poll();
  }

  int size() {
    return kept.size();
  }

  void releaseAll() {
    Retained retained;
    while ((retained = kept.poll()) != null) {
      release(retained);
    }
  }

  /** Checks the memory of an indication that is still as it was, and releases it. */
  void release(Retained retained) {
    if (retained.position != Retained.UNKNOWN) {
      check(retained);
    }
    NtStatus status = connection.socket().release(retained.node);
    connection.world().statistics().call("WskRelease", status);
    if (status != STATUS_SUCCESS) {
      connection.finding("release of a retained indication returned " + status);
    }
  }

  private void check(Retained retained) {
    long position = retained.position;
    for (WskDataIndication node = retained.node; node != null; node = node.next()) {
      WskBuf run = node.buffer();
      int offset = run.offset();
      long left = run.length();
      for (Mdl mdl = run.mdl(); mdl != null && left > 0; mdl = mdl.next()) {
        int count = (int) Math.min(left, mdl.byteCount() - offset);
        check(mdl, offset, count, position);
        left -= count;
        position += count;
        offset = 0;
      }
    }
  }

  private void check(Mdl mdl, int offset, int count, long position) {
    int right =
        Pattern.matching(
            mdl.buffer(),
            mdl.startIndex() + offset,
            count,
            connection.stream().inboundKey(),
            position);
    if (right < count) {
      connection.finding("a retained indication has changed at " + (position + right));
    }
  }

  /** Releases an indication twice, the second time in vain. */
  void releaseTwice(Retained retained) {
    release(retained);
    releaseInVain(connection, retained, "released indication");
  }

  /** Gives an indication to a socket that it is not of. */
  void releaseForeign(Connection other, Retained retained) {
    releaseInVain(other, retained, "indication of another socket");
  }

  private static void releaseInVain(Connection target, Retained retained, String what) {
    if (target.socket() == null) {
      return;
    }
    target.world().deliberate().badRelease.add();
    NtStatus status = target.socket().release(retained.node);
    target.world().statistics().call("WskRelease, wrongly", status);
    if (status != STATUS_INVALID_PARAMETER) {
      target.finding("release of a " + what + " returned " + status);
    }
  }

  /** A way to end the retention, by chance. */
  void releaseSomehow(SplittableRandom random, Connection other) {
    Retained retained = poll();
    if (retained == null) {
      return;
    }
    int chance = random.nextInt(20);
    if (chance == 0) {
      releaseTwice(retained);
    } else {
      if (chance == 1 && other != connection) {
        releaseForeign(other, retained);
      }
      release(retained);
    }
  }
}

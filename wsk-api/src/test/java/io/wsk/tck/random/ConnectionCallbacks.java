package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.util.SplittableRandom;

/** What the callbacks of connections check, and what they answer, by chance. */
final class ConnectionCallbacks {
  static final WskClientConnectionDispatch<Connection> DISPATCH =
      new WskClientConnectionDispatch<>(
          ConnectionCallbacks::receive,
          ConnectionCallbacks::disconnect,
          ConnectionCallbacks::sendBacklog);

  /** Indications that one connection keeps at a time, at most. */
  private static final int MOST_RETAINED = 24;

  private ConnectionCallbacks() {}

  // ---- receive ----------------------------------------------------------------------------------

  private static NtStatus receive(
      Connection connection,
      int flags,
      WskDataIndication data,
      long bytes,
      BytesAccepted accepted) {
    connection.enter("receive");
    NtStatus answer = null;
    try {
      if (data == null) {
        answer = lost(connection);
      } else {
        check(connection, data, bytes);
        sometimesCall(connection);
        answer = answer(connection, data, bytes, accepted);
      }
      return answer;
    } finally {
      connection.exit("receive", answer);
    }
  }

  private static NtStatus lost(Connection connection) {
    if (!connection.mayBeLost()) {
      connection.finding("the receive callback tells of a loss that nothing explains");
    }
    return STATUS_SUCCESS;
  }

  private static void check(Connection connection, WskDataIndication data, long bytes) {
    if (connection.receiving().isOff()) {
      connection.finding("the receive callback was called after a disable had succeeded");
    }
    if (!connection.isConnected()) {
      connection.finding("the receive callback was called before the connect was completed");
    }
    long position = connection.position();
    for (WskDataIndication node = data; node != null; node = node.next()) {
      WskBuf run = node.buffer();
      long left = run.length();
      int offset = run.offset();
      for (Mdl mdl = run.mdl(); mdl != null && left > 0; mdl = mdl.next()) {
        int count = (int) Math.min(left, mdl.byteCount() - offset);
        connection.checkArrived(
            mdl.buffer(), mdl.startIndex() + offset, count, position, "an indication");
        position += count;
        left -= count;
        offset = 0;
      }
    }
    if (position - connection.position() != bytes) {
      connection.finding(
          "bytes indicated are said to be "
              + bytes
              + " and are "
              + (position - connection.position()));
    }
  }

  /** A callback may call anything, on its own socket and on others. */
  private static void sometimesCall(Connection connection) {
    SplittableRandom random = connection.callbackRandom();
    if (random.nextInt(8) == 0) {
      ConnectionCalls.any(connection, random);
    }
  }

  private static NtStatus answer(
      Connection connection, WskDataIndication data, long bytes, BytesAccepted accepted) {
    SplittableRandom random = connection.callbackRandom();
    int chance = random.nextInt(1000);
    if (chance < 500) {
      connection.take(bytes);
      return STATUS_SUCCESS;
    }
    if (chance < 640) {
      long part = random.nextLong(bytes + 1);
      accepted.set(part);
      connection.take(part);
      return STATUS_SUCCESS;
    }
    if (chance < 740) {
      return STATUS_DATA_NOT_ACCEPTED;
    }
    if (chance < 960 && connection.retained().size() < MOST_RETAINED) {
      return retain(connection, data, bytes);
    }
    return chance < 995 ? takeAll(connection, bytes) : misbehave(connection, data, bytes, accepted);
  }

  private static NtStatus takeAll(Connection connection, long bytes) {
    connection.take(bytes);
    return STATUS_SUCCESS;
  }

  private static NtStatus retain(Connection connection, WskDataIndication data, long bytes) {
    SplittableRandom random = connection.callbackRandom();
    RetainedList.Retained retained = RetainedList.Retained.of(data, connection);
    connection.take(bytes);
    connection.world().statistics().count("indications retained");
    int chance = random.nextInt(10);
    if (chance == 0) {
      connection.retained().release(retained);
    } else if (chance < 4 && connection.isSure()) {
      ConnectionCalls.forward(connection, random, retained, bytes);
    } else {
      connection.retained().add(retained);
    }
    return STATUS_PENDING;
  }

  private static NtStatus misbehave(
      Connection connection, WskDataIndication data, long bytes, BytesAccepted accepted) {
    Deliberate deliberate = connection.world().deliberate();
    switch (connection.callbackRandom().nextInt(5)) {
      case 0 -> {
        deliberate.overAccepted.add();
        accepted.set(bytes + 1 + connection.callbackRandom().nextInt(100));
        return takeAll(connection, bytes);
      }
      case 1 -> {
        // Released, and then not kept.
        deliberate.badRelease.add();
        connection.retained().release(RetainedList.Retained.of(data, connection));
        return STATUS_DATA_NOT_ACCEPTED;
      }
      case 2 -> {
        deliberate.badStatus.add();
        return STATUS_UNSUCCESSFUL;
      }
      case 3 -> {
        deliberate.badStatus.add();
        return null;
      }
      default -> {
        deliberate.callbackThrew.add();
        throw Deliberate.exception();
      }
    }
  }

  // ---- disconnect -------------------------------------------------------------------------------

  private static NtStatus disconnect(Connection connection, int flags) {
    connection.enter("disconnect");
    NtStatus answer = null;
    try {
      checkDisconnect(connection, flags);
      sometimesCall(connection);
      answer = answerDisconnect(connection);
      return answer;
    } finally {
      connection.exit("disconnect", answer);
    }
  }

  private static void checkDisconnect(Connection connection, int flags) {
    connection.checkDisconnectTold();
    RandomPeer peer = connection.peer();
    if ((flags & WSK_FLAG_ABORTIVE) == 0) {
      connection.checkEnd("the disconnect callback");
    } else if (peer != null && !peer.mayReset() && !connection.mayBeLost()) {
      connection.finding("the disconnect callback tells of a reset that nobody has made");
    }
  }

  private static NtStatus answerDisconnect(Connection connection) {
    int chance = connection.callbackRandom().nextInt(200);
    if (chance == 0) {
      connection.world().deliberate().callbackThrew.add();
      throw Deliberate.exception();
    }
    if (chance == 1) {
      connection.world().deliberate().badStatus.add();
      return STATUS_DATA_NOT_ACCEPTED;
    }
    return STATUS_SUCCESS;
  }

  private static NtStatus sendBacklog(Connection connection, long size) {
    connection.enter("send backlog");
    if (size <= 0) {
      connection.finding("an ideal send backlog of " + size);
    }
    connection.exit("send backlog", STATUS_SUCCESS);
    return STATUS_SUCCESS;
  }
}

package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_DRAIN;
import static io.wsk.api.Wsk.WSK_FLAG_NODELAY;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Calls on connections, most of them legal at the right time. */
final class ConnectionCalls {
  private static final Set<NtStatus> SUCCESS = Set.of(STATUS_SUCCESS);

  /** Sends and receives that the driver queues on one connection, at most. */
  private static final int MOST_QUEUED = 24;

  private static final int MOST_NESTED = 14;

  private ConnectionCalls() {}

  /** Makes a call, by chance. */
  static void any(Connection connection, SplittableRandom random) {
    if (connection.socket() == null) {
      return;
    }
    int chance = random.nextInt(1000);
    if (chance < 300) {
      send(connection, random);
    } else if (chance < 520) {
      receive(connection, random);
    } else if (chance < 620) {
      Connection other = connection.world().anyConnection(random);
      connection.retained().releaseSomehow(random, other == null ? connection : other);
    } else if (chance < 700) {
      enable(connection, random);
    } else if (chance < 740) {
      disable(connection, random);
    } else if (chance < 780) {
      Calls.cancelAny(connection, random);
    } else if (chance < 810) {
      option(connection, random);
    } else if (chance < 840) {
      address(connection, random);
    } else if (chance < 860) {
      nested(connection, random.nextInt(MOST_NESTED));
    } else if (chance < 980) {
      IllegalConnectionCalls.any(connection, random);
    } else {
      end(connection, random, chance);
    }
  }

  private static void end(Connection connection, SplittableRandom random, int chance) {
    if (chance < 984) {
      finish(connection, random);
    } else if (chance < 987) {
      abort(connection);
    } else if (chance < 989) {
      Calls.close(connection);
    }
  }

  // ---- send -------------------------------------------------------------------------------------

  static void send(Connection connection, SplittableRandom random) {
    if (connection.queued().get() < MOST_QUEUED) {
      send(connection, random, null);
    }
  }

  private static void send(Connection connection, SplittableRandom random, Request done) {
    ClientBuffer buffer = connection.world().buffers().take(random, recordLength(random));
    int flags = random.nextInt(3) == 0 ? WSK_FLAG_NODELAY : 0;
    long seed = random.nextLong();
    connection.queued().incrementAndGet();
    connection.sendLock().lock();
    try {
      int number = record(connection, buffer);
      WskBuf run = buffer.run(random);
      Hook hook = (request, status) -> sent(connection, buffer, number, request, status, seed);
      Function<Irp<Object>, NtStatus> call = irp -> connection.socket().send(run, flags, irp);
      Ledger ledger = connection.world().ledger();
      if (done == null || ledger.again(done, "WskSend", SUCCESS, hook, call) == null) {
        ledger.call(connection, "WskSend", SUCCESS, hook, call);
      }
    } finally {
      connection.sendLock().unlock();
    }
  }

  private static int recordLength(SplittableRandom random) {
    int most = ClientBuffers.longest() - RecordReader.HEADER;
    int bound = random.nextInt(4) == 0 ? most : 2000;
    return RecordReader.HEADER + random.nextInt(1 + random.nextInt(bound));
  }

  private static int record(Connection connection, ClientBuffer buffer) {
    int number = connection.nextRecord();
    int body = buffer.length() - RecordReader.HEADER;
    header(buffer, number, body, RecordReader.OWN);
    Pattern.fill(
        buffer.memory(),
        buffer.start() + RecordReader.HEADER,
        body,
        connection.stream().recordKey(number),
        0);
    return number;
  }

  private static void header(ClientBuffer buffer, int number, int body, long origin) {
    ByteBuf memory = buffer.memory();
    int at = buffer.start();
    memory.setInt(at, RecordReader.MAGIC);
    memory.setInt(at + 4, number);
    memory.setInt(at + 8, body);
    memory.setLong(at + 12, origin);
  }

  private static void sent(
      Connection connection,
      ClientBuffer buffer,
      int number,
      Request request,
      NtStatus status,
      long seed) {
    connection.stream().sent(number, status);
    long expected = status == STATUS_SUCCESS ? buffer.length() : 0;
    if (request.information() != expected) {
      connection.finding(
          request + ": " + status + " with " + request.information() + " bytes, not " + expected);
    }
    if (status == STATUS_SUCCESS) {
      connection.world().statistics().count("bytes sent", expected);
    }
    giveBack(connection, buffer, request);
    connection.queued().decrementAndGet();
    // At once with the same IRP: a second completion of the first request would hit the second.
    if (status == STATUS_SUCCESS && (seed & 3) == 0) {
      send(connection, new SplittableRandom(seed), request);
    }
  }

  private static void giveBack(Connection connection, ClientBuffer buffer, Request request) {
    String damage = buffer.damageAround(buffer.length());
    if (damage != null) {
      connection.finding(request + ": memory around the buffer: " + damage);
    }
    connection.world().buffers().giveBack(buffer, request);
  }

  /** Sends an indication back as it is, behind a header, and releases it when it has been sent. */
  static void forward(
      Connection connection, SplittableRandom random, RetainedList.Retained retained, long bytes) {
    ClientBuffer head = connection.world().buffers().take(random, RecordReader.HEADER);
    connection.sendLock().lock();
    try {
      int number = connection.nextRecord();
      header(head, number, (int) bytes, retained.position());
      Mdl first = new Mdl(head.memory(), head.start(), RecordReader.HEADER);
      first.setNext(copyOf(retained.node().buffer()));
      WskBuf run = new WskBuf(first, 0, RecordReader.HEADER + bytes);
      connection
          .world()
          .ledger()
          .call(
              connection,
              "WskSend of an indication",
              SUCCESS,
              (request, status) -> {
                connection.stream().sent(number, status);
                connection.retained().release(retained);
                giveBack(connection, head, request);
              },
              irp -> connection.socket().send(run, 0, irp));
    } finally {
      connection.sendLock().unlock();
    }
  }

  private static Mdl copyOf(WskBuf run) {
    Mdl source = run.mdl();
    Mdl first =
        new Mdl(
            source.buffer(), source.startIndex() + run.offset(), source.byteCount() - run.offset());
    first.setNext(source.next());
    return first;
  }

  /** Requests that complete at once, each in the routine of the one before, and then a receive. */
  static void nested(Connection connection, int depth) {
    connection
        .world()
        .ledger()
        .call(
            connection,
            "WskSend of nothing",
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS && depth > 0) {
                nested(connection, depth - 1);
              } else if (status == STATUS_SUCCESS) {
                receive(connection, connection.callbackRandom());
              }
            },
            irp -> connection.socket().send(WskBuf.empty(), 0, irp));
  }

  // ---- receive ----------------------------------------------------------------------------------

  static void receive(Connection connection, SplittableRandom random) {
    int chance = random.nextInt(300);
    if (chance < 60 || connection.queued().get() >= MOST_QUEUED) {
      resume(connection);
    } else if (chance == 60) {
      drain(connection);
    } else {
      receive(connection, random, null);
    }
  }

  /** A receive that moves nothing. */
  static void resume(Connection connection) {
    connection
        .world()
        .ledger()
        .call(
            connection,
            "WskReceive of nothing",
            SUCCESS,
            irp -> connection.socket().receive(WskBuf.empty(), 0, irp));
  }

  private static void drain(Connection connection) {
    connection
        .world()
        .ledger()
        .call(
            connection,
            "WskReceive, draining",
            SUCCESS,
            (request, status) -> connection.loseCount(),
            irp -> connection.socket().receive(WskBuf.empty(), WSK_FLAG_DRAIN, irp));
  }

  private static void receive(Connection connection, SplittableRandom random, Request done) {
    int length = 1 + random.nextInt(1 + random.nextInt(8000));
    ClientBuffer buffer = connection.world().buffers().take(random, length);
    int flags = random.nextInt(5) == 0 ? WSK_FLAG_WAITALL : 0;
    long seed = random.nextLong();
    WskBuf run = buffer.run(random);
    connection.queued().incrementAndGet();
    Hook hook = (request, status) -> received(connection, buffer, request, status, seed);
    Function<Irp<Object>, NtStatus> call = irp -> connection.socket().receive(run, flags, irp);
    Ledger ledger = connection.world().ledger();
    if (done == null || ledger.again(done, "WskReceive", SUCCESS, hook, call) == null) {
      ledger.call(connection, "WskReceive", SUCCESS, hook, call);
    }
  }

  private static void received(
      Connection connection, ClientBuffer buffer, Request request, NtStatus status, long seed) {
    long count = request.information();
    if (count < 0 || count > buffer.length() || (status != STATUS_SUCCESS && count != 0)) {
      connection.finding(request + ": " + status + " with " + count + " bytes");
    } else if (status == STATUS_SUCCESS && count == 0) {
      connection.checkEnd("a receive");
    } else if (status == STATUS_SUCCESS) {
      connection.checkArrived(
          buffer.memory(), buffer.start(), (int) count, connection.position(), "a receive");
      connection.take(count);
    }
    giveBack(connection, buffer, request);
    connection.queued().decrementAndGet();
    if (status == STATUS_SUCCESS && count > 0 && (seed & 3) == 0) {
      receive(connection, new SplittableRandom(seed), request);
    }
  }

  // ---- events -----------------------------------------------------------------------------------

  static void enable(Connection connection, SplittableRandom random) {
    int mask =
        switch (random.nextInt(4)) {
          case 0 -> WSK_EVENT_RECEIVE;
          case 1 -> WSK_EVENT_DISCONNECT;
          case 2 -> WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
          default -> WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG;
        };
    Calls.enable(connection, connection.receiving(), WSK_EVENT_RECEIVE, mask);
  }

  private static void disable(Connection connection, SplittableRandom random) {
    int event =
        switch (random.nextInt(6)) {
          case 0 -> WSK_EVENT_DISCONNECT;
          case 1 -> WSK_EVENT_SEND_BACKLOG;
          default -> WSK_EVENT_RECEIVE;
        };
    Calls.disable(connection, connection.receiving(), WSK_EVENT_RECEIVE, event, random);
  }

  // ---- the rest ---------------------------------------------------------------------------------

  private static void option(Connection connection, SplittableRandom random) {
    switch (random.nextInt(5)) {
      case 0 -> Calls.set(connection, SocketOptions.SO_RCVBUF, 2048 << random.nextInt(8));
      case 1 -> Calls.set(connection, SocketOptions.SO_SNDBUF, 2048 << random.nextInt(8));
      case 2 -> Calls.set(connection, SocketOptions.TCP_NODELAY, random.nextBoolean());
      case 3 -> Calls.set(connection, SocketOptions.SO_KEEPALIVE, random.nextBoolean());
      default -> Calls.get(connection, SocketOptions.SO_RCVBUF);
    }
  }

  private static void address(Connection connection, SplittableRandom random) {
    Out<InetSocketAddress> out = new Out<>();
    boolean local = random.nextBoolean();
    connection
        .world()
        .ledger()
        .call(
            connection,
            local ? "WskGetLocalAddress" : "WskGetRemoteAddress",
            SUCCESS,
            irp ->
                local
                    ? connection.socket().getLocalAddress(out, irp)
                    : connection.socket().getRemoteAddress(out, irp));
  }

  /** A graceful disconnect, perhaps with a last record. */
  static void finish(Connection connection, SplittableRandom random) {
    connection.finishBegins();
    if (random.nextInt(3) > 0) {
      connection
          .world()
          .ledger()
          .call(
              connection,
              "WskDisconnect",
              SUCCESS,
              (request, status) -> finished(connection, status),
              irp -> connection.socket().disconnect(null, 0, irp));
      return;
    }
    withRecord(
        connection,
        random,
        "WskDisconnect with data",
        SUCCESS,
        (request, status) -> finished(connection, status),
        (run, irp) -> connection.socket().disconnect(run, 0, irp));
  }

  /**
   * A function that sends a record and does something else too: if it fails, the record may have
   * arrived all the same.
   */
  static void withRecord(
      Connection connection,
      SplittableRandom random,
      String function,
      Set<NtStatus> expected,
      Hook hook,
      BiFunction<WskBuf, Irp<Object>, NtStatus> call) {
    ClientBuffer buffer = connection.world().buffers().take(random, recordLength(random));
    connection.sendLock().lock();
    try {
      int number = record(connection, buffer);
      WskBuf run = buffer.run(random);
      Hook both =
          (request, status) -> {
            if (status == STATUS_SUCCESS) {
              connection.stream().sent(number, status);
            }
            giveBack(connection, buffer, request);
            hook.completed(request, status);
          };
      Ledger ledger = connection.world().ledger();
      ledger.call(connection, function, expected, both, irp -> call.apply(run, irp));
    } finally {
      connection.sendLock().unlock();
    }
  }

  private static void finished(Connection connection, NtStatus status) {
    if (status == STATUS_SUCCESS) {
      connection.finishHasSucceeded();
    }
  }

  static void abort(Connection connection) {
    connection.abortBegins();
    connection
        .world()
        .ledger()
        .call(
            connection,
            "WskDisconnect, abortive",
            SUCCESS,
            irp -> connection.socket().disconnect(null, WSK_FLAG_ABORTIVE, irp));
  }
}

package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an event loop's last read of datagrams, which its next one uses again, whichever
 * socket that is of. It is given back when nothing has been read for a while, and at the end of the
 * loop's thread. The loop's thread only.
 */
final class ReadRoom {
  /** The room is given back between one and two of these after the last read. */
  static final long IDLE_MILLIS = 1000;

  private static final FastThreadLocal<ReadRoom> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected ReadRoom initialValue() {
          return new ReadRoom();
        }

        @Override
        protected void onRemoval(ReadRoom room) {
          room.giveBack();
        }
      };

  private @Nullable ByteBuf kept;
  private boolean used;
  private boolean watched;

  private ReadRoom() {}

  /** That of the calling thread, which is a loop's. */
  static ReadRoom ofThisLoop() {
    return OF_LOOP.get();
  }

  /**
   * What is kept, empty and with a reference for the caller; null if it has another size or
   * somebody still has a part of it, who may keep that for as long as it takes.
   */
  @Nullable ByteBuf take(int bytes) {
    ByteBuf last = kept;
    if (last == null || last.refCnt() != 1 || last.capacity() != bytes) {
      return null;
    }
    used = true;
    return last.clear().retain();
  }

  /**
   * Keeps the memory of a read for the next one, in place of what was kept before.
   *
   * @param room the caller's, and stays so
   * @param loop the loop whose room this is
   */
  void keep(ByteBuf room, EventExecutor loop) {
    giveBack();
    kept = room.retain();
    used = true;
    if (!watched) {
      watched = true;
      lookAgain(loop);
    }
  }

  private void lookAgain(EventExecutor loop) {
    loop.schedule(() -> look(loop), IDLE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(EventExecutor loop) {
    if (used) {
      used = false;
      lookAgain(loop);
    } else {
      watched = false;
      giveBack();
    }
  }

  private void giveBack() {
    ByteBuf last = kept;
    kept = null;
    if (last != null) {
      last.release();
    }
  }
}

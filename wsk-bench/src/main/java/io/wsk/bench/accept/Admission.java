package io.wsk.bench.accept;

import static io.wsk.api.WskInspectAction.WskInspectAccept;
import static io.wsk.api.WskInspectAction.WskInspectPend;

import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How connections get past a listener. */
interface Admission extends AutoCloseable {
  /** What the inspect callback answers. Loop only. */
  WskInspectAction inspect(WskListenSocket listener, WskInspectId id);

  /** Ends what it has started. */
  @Override
  void close();

  /** Answers at once. */
  static Admission atOnce() {
    return new Admission() {
      @Override
      public WskInspectAction inspect(WskListenSocket listener, WskInspectId id) {
        return WskInspectAccept;
      }

      @Override
      public void close() {}
    };
  }

  /** Answers later, from a thread of its own, as one does who has to ask somebody else. */
  static Admission later() {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "bench-inspect");
              made.setDaemon(true);
              return made;
            });
    return new Admission() {
      @Override
      public WskInspectAction inspect(WskListenSocket listener, WskInspectId id) {
        thread.execute(() -> listener.inspectComplete(id, WskInspectAccept, Irp.allocate()));
        return WskInspectPend;
      }

      @Override
      public void close() {
        thread.shutdown();
      }
    };
  }
}

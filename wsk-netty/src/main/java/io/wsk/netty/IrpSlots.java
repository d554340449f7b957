package io.wsk.netty;

import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The provider's memory that travels with an IRP: the request objects of its last call of each
 * kind, used again when the IRP is. An IRP that is always used for the same has its request without
 * this between; one that does two things in turn, as an echo that sends what it has received, has
 * both in here.
 */
final class IrpSlots {
  /**
   * At most one of each kind. Replaced when it changes, and never changed itself: a thread that
   * should not have the IRP may be looking through it.
   */
  private KeptRequest[] kept;

  private IrpSlots(KeptRequest... kept) {
    this.kept = kept;
  }

  /**
   * The request of an IRP's last call of a kind. The IRP may be another call's by mistake, so
   * nothing is written to it here; {@link #keep} does that once it is ours.
   *
   * @param irp the request
   * @param kind of the call
   * @param path what serves the call
   * @return null if there was no such call of the same socket
   */
  static <R extends KeptRequest> @Nullable R find(Irp<?> irp, Class<R> kind, Object path) {
    Object context = IoManager.driverContext(irp);
    Object last = context instanceof IrpSlots slots ? slots.find(kind) : context;
    return kind.isInstance(last) && kind.cast(last).isFor(path) ? kind.cast(last) : null;
  }

  private @Nullable KeptRequest find(Class<?> kind) {
    for (KeptRequest request : kept) {
      if (kind.isInstance(request)) {
        return request;
      }
    }
    return null;
  }

  /** Keeps a request with the IRP that it is pending for. */
  static void keep(Irp<?> irp, KeptRequest request) {
    Object context = IoManager.driverContext(irp);
    if (context == request) {
      return;
    }
    if (context instanceof IrpSlots slots) {
      slots.keep(request);
    } else if (context instanceof KeptRequest other && other.getClass() != request.getClass()) {
      IoManager.setDriverContext(irp, new IrpSlots(other, request));
    } else {
      IoManager.setDriverContext(irp, request);
    }
  }

  private void keep(KeptRequest request) {
    if (find(request.getClass()) != request) {
      List<KeptRequest> all = new ArrayList<>(List.of(kept));
      all.removeIf(other -> other.getClass() == request.getClass());
      all.add(request);
      kept = all.toArray(KeptRequest[]::new);
    }
  }
}

package io.wsk.netty;

import io.wsk.api.AddrInfoExW;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The address lists that a client has been given and has not given back, by identity. Weakly, since
 * a list that the client has forgotten is no use to anybody: a client that never frees costs
 * nothing.
 */
final class AddressLists {
  private final Set<Reference> given = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<AddrInfoExW> forgotten = new ReferenceQueue<>();

  /** A list is given to the client. */
  void give(AddrInfoExW list) {
    for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      given.remove(gone);
    }
    given.add(new Reference(list, forgotten));
  }

  /**
   * A list comes back.
   *
   * @return false if it was not given, or has come back before
   */
  boolean takeBack(AddrInfoExW list) {
    return given.remove(new Reference(list, null));
  }

  /** How many lists are remembered; some of them may have been forgotten by the client. */
  int size() {
    return given.size();
  }

  /** Equal to another one of the same object, and to itself when that object is gone. */
  private static final class Reference extends WeakReference<AddrInfoExW> {
    private final int hash;

    Reference(AddrInfoExW list, @Nullable ReferenceQueue<AddrInfoExW> queue) {
      super(list, queue);
      this.hash = System.identityHashCode(list);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      AddrInfoExW list = get();
      return list != null && other instanceof Reference reference && reference.refersTo(list);
    }
  }
}

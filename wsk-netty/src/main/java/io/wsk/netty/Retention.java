package io.wsk.netty;

import io.wsk.api.verifier.CallSite;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an indication once it is lost: it refers to neither the node, which it outlives,
 * nor the socket and its client, which it must not keep alive.
 */
final class Retention extends PhantomReference<Indication> {
  private final Object client;
  private final Subject subject;
  private volatile @Nullable CallSite kept;

  Retention(Indication node, SocketBase socket, ReferenceQueue<? super Indication> lost) {
    super(node, lost);
    this.client = socket.client().identity();
    this.subject = Subject.of(socket);
  }

  boolean isOf(Client owner) {
    return client == owner.identity();
  }

  /** The socket, by its name and addresses. */
  Subject subject() {
    return subject;
  }

  void keptAt(CallSite site) {
    kept = site;
  }

  /** Where the callback has kept it; null until it has. */
  @Nullable CallSite kept() {
    return kept;
  }
}

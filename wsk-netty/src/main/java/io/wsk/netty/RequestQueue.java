package io.wsk.netty;

import org.jspecify.annotations.Nullable;

/**
 * Requests in the order of calls. The links are in the requests themselves, so that queueing
 * allocates nothing; a request is in one queue at a time. Loop only.
 *
 * @param <R> the kind of request
 */
final class RequestQueue<R extends RequestQueue.Linked<R>> {
  /** A request that can be queued. */
  interface Linked<R> {
    /** The request behind this one; the queue's. */
    @Nullable R next();

    /** Links another request behind this one; the queue's. */
    void setNext(@Nullable R next);
  }

  private static final RequestQueue<?> NONE = new RequestQueue<>();

  private @Nullable R first;
  private @Nullable R last;
  private int size;

  /** Is empty, for ever: what a socket has until it queues something. */
  @SuppressWarnings("unchecked") // there is nothing in it
  static <R extends Linked<R>> RequestQueue<R> none() {
    return (RequestQueue<R>) NONE;
  }

  /** The one to add to: this one, or a new one instead of {@link #none}. */
  RequestQueue<R> orNew() {
    return this == NONE ? new RequestQueue<>() : this;
  }

  /** The request whose turn is next, or null. */
  @Nullable R first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  int size() {
    return size;
  }

  void addLast(R request) {
    if (this == NONE) {
      throw new IllegalStateException("added to what all sockets share");
    }
    R end = last;
    if (end == null) {
      first = request;
    } else {
      end.setNext(request);
    }
    last = request;
    size++;
  }

  /** Takes a request out; false if it is not in. The first is found at once. */
  boolean remove(R request) {
    R before = null;
    for (R r = first; r != null; before = r, r = r.next()) {
      if (r == request) {
        unlink(before, r);
        return true;
      }
    }
    return false;
  }

  private void unlink(@Nullable R before, R request) {
    R behind = request.next();
    if (before == null) {
      first = behind;
    } else {
      before.setNext(behind);
    }
    if (behind == null) {
      last = before;
    }
    request.setNext(null);
    size--;
  }
}

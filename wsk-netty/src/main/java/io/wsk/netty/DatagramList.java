package io.wsk.netty;

import org.jspecify.annotations.Nullable;

/** Datagrams in order, linked by the provider's own links. Loop only. */
final class DatagramList {
  private @Nullable DatagramIndication first;
  private @Nullable DatagramIndication last;

  @Nullable DatagramIndication first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  void addLast(DatagramIndication node) {
    node.setBehind(null);
    DatagramIndication end = last;
    if (end == null) {
      first = node;
    } else {
      end.setBehind(node);
    }
    last = node;
  }

  void addFirst(DatagramIndication node) {
    node.setBehind(first);
    first = node;
    if (last == null) {
      last = node;
    }
  }

  /** The payload of all, in bytes. */
  long bytes() {
    long total = 0;
    for (DatagramIndication node = first; node != null; node = node.behind()) {
      total += node.memory().readableBytes();
    }
    return total;
  }

  /** Takes the first node out; null if there is none. */
  @Nullable DatagramIndication removeFirst() {
    DatagramIndication node = first;
    if (node != null) {
      first = node.behind();
      node.setBehind(null);
      if (first == null) {
        last = null;
      }
    }
    return node;
  }

  /** Moves all nodes of another list, which is empty then, in front of these. */
  void prepend(DatagramList others) {
    DatagramIndication end = others.last;
    if (end == null) {
      return;
    }
    end.setBehind(first);
    first = others.first;
    if (last == null) {
      last = end;
    }
    others.first = null;
    others.last = null;
  }

  /** Points the links that the client sees to the same nodes. */
  void linkForClient() {
    for (DatagramIndication node = first; node != null; node = node.behind()) {
      node.link(node.behind());
    }
  }
}

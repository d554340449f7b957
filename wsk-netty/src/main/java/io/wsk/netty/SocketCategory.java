package io.wsk.netty;

import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskStreamSocket;

/** What kind of socket one is; options and ioctls belong to some kinds and not to others. */
enum SocketCategory {
  BASIC("Basic"),
  LISTEN("Listener"),
  CONNECTION("Connection"),
  DATAGRAM("Datagrams"),
  STREAM("Stream");

  private final String label;

  SocketCategory(String label) {
    this.label = label;
  }

  static SocketCategory of(SocketBase socket) {
    if (socket instanceof WskConnectionSocket) {
      return CONNECTION;
    }
    if (socket instanceof WskListenSocket) {
      return LISTEN;
    }
    if (socket instanceof WskDatagramSocket) {
      return DATAGRAM;
    }
    return socket instanceof WskStreamSocket ? STREAM : BASIC;
  }

  /** As log lines have it. */
  String label() {
    return label;
  }

  /** The type that a socket of this kind is created with, where there is but one. */
  int socketType() {
    return this == DATAGRAM ? SOCK_DGRAM : SOCK_STREAM;
  }
}

package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static java.net.InetAddress.getLoopbackAddress;

import io.wsk.api.BytesAccepted;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An echo service on port 40007: everything that is needed, and nothing else. The record is the
 * context of a connection. Flow control is left to the provider, which stops reading while too much
 * of what it has indicated is retained.
 *
 * @param socket the connection
 */
public record MinimalEcho(WskConnectionSocket socket) {
  private static final WskClientConnectionDispatch<MinimalEcho> CALLBACKS =
      new WskClientConnectionDispatch<>(MinimalEcho::receive, MinimalEcho::disconnect, null);

  private NtStatus receive(
      int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted accepted) {
    if (data == null) {
      return disconnect(WSK_FLAG_ABORTIVE); // the socket is lost
    }
    while (data != null) {
      WskDataIndication part = data;
      data = part.next();
      part.setNext(null); // so that each part is given back by itself, once it has been sent
      socket.send(part.buffer(), 0, Irp.onCompletion(() -> socket.release(part)));
    }
    return STATUS_PENDING; // the memory stays ours until it is released
  }

  private NtStatus disconnect(int flags) {
    socket.disconnect(null, flags & WSK_FLAG_ABORTIVE, Irp.onCompletion(() -> socket.close()));
    return STATUS_SUCCESS;
  }

  /**
   * Serves until the process is stopped.
   *
   * @param args not used
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    var address = new InetSocketAddress(getLoopbackAddress(), Integer.getInteger("port", 40007));
    var accept =
        new WskClientListenDispatch<Void>(
            (context, flags, local, remote, socket, accepted) -> {
              if (socket == null) {
                return STATUS_REQUEST_NOT_ACCEPTED; // the listener is lost
              }
              accepted.set(new MinimalEcho(socket), CALLBACKS);
              return STATUS_SUCCESS;
            });
    try (WskRegistration registration = Wsk.register(WSK_VERSION_1_0);
        WskProviderNpi wsk = registration.capture(WSK_INFINITE_WAIT)) {
      int events = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
      wsk.control(WSK_SET_STATIC_EVENT_CALLBACKS, events);
      WskListenSocket listener =
          wsk.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, accept).await();
      try {
        listener.bind(address).await();
        Thread.currentThread().join(); // the callbacks do the rest
      } finally {
        listener.close().await();
      }
    }
  }
}

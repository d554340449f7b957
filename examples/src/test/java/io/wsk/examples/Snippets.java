package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.wsk.api.BytesAccepted;
import io.wsk.api.Wsk;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the pages of docs/ show and no example has, so that it is compiled and run. */
abstract class Snippets {
  /** The context of a connection, in docs/threads.md. */
  interface Session {
    Executor worker();

    void store(WskBuf buffer);

    WskConnectionSocket socket();
  }

  /** A service to be torn down, in docs/teardown.md. */
  interface Server {
    void awaitStop() throws InterruptedException;

    void closeConnections() throws InterruptedException;
  }

  private final WskConnectionSocket socket;

  Snippets(WskConnectionSocket socket) {
    this.socket = socket;
  }

  /** The connection's close has completed. */
  abstract void gone();

  // ---- docs/buffers.md --------------------------------------------------------------------------

  static void send(WskConnectionSocket socket, ByteBuf message) {
    WskBuf buffer = WskBuf.ofReadable(message);
    // The memory is the provider's until the routine runs; then our reference can go.
    socket.send(buffer, 0, Irp.onCompletion(() -> message.release()));
  }

  static byte[] bytesOf(WskBuf buffer) {
    byte[] bytes = new byte[(int) buffer.length()];
    int at = 0;
    int offset = buffer.offset(); // in the first MDL; 0 in all others
    for (Mdl mdl = buffer.mdl(); mdl != null && at < bytes.length; mdl = mdl.next()) {
      int count = Math.min(mdl.byteCount() - offset, bytes.length - at);
      mdl.buffer().getBytes(mdl.startIndex() + offset, bytes, at, count);
      at += count;
      offset = 0;
    }
    return bytes;
  }

  // ---- docs/threads.md --------------------------------------------------------------------------

  static NtStatus receive(
      Session session,
      int flags,
      @Nullable WskDataIndication data,
      long bytes,
      BytesAccepted accepted) {
    if (data == null) {
      return STATUS_SUCCESS; // lost; the session closes its socket elsewhere
    }
    session
        .worker()
        .execute(
            () -> {
              session.store(data.buffer()); // takes long, on a thread of our own
              session.socket().release(data); // any thread
            });
    return STATUS_PENDING;
  }

  // ---- docs/teardown.md -------------------------------------------------------------------------

  NtStatus disconnect(int flags) {
    if ((flags & WSK_FLAG_ABORTIVE) != 0) {
      socket.close(Irp.onCompletion(this::gone));
    } else {
      // Behind all sends. Then both sides have disconnected, and close resets nothing.
      socket.disconnect(
          null, 0, Irp.onCompletion(() -> socket.close(Irp.onCompletion(this::gone))));
    }
    return STATUS_SUCCESS;
  }

  static <S extends Server> void serve(
      InetSocketAddress address, S server, WskClientListenDispatch<S> callbacks)
      throws InterruptedException {
    try (WskRegistration registration = Wsk.register(WSK_VERSION_1_0);
        WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT)) {
      WskListenSocket listener =
          npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, server, callbacks).await();
      try {
        listener.bind(address).await();
        server.awaitStop();
      } finally {
        listener.close().await();
        server.closeConnections(); // and wait for their close IRPs
      }
    }
  }
}

package io.wsk.bench.tcp;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** A connection that accepts everything, keeps nothing, and acknowledges. Loop only. */
final class WskFloodConnection {
  static final WskClientConnectionDispatch<WskFloodConnection> DISPATCH =
      new WskClientConnectionDispatch<>(
          WskFloodConnection::receive, WskFloodConnection::disconnect, null);

  private final WskConnectionSocket socket;
  private final Runnable whenClosed;
  private final Tally tally = new Tally();
  private boolean closing;

  WskFloodConnection(WskConnectionSocket socket, Runnable whenClosed) {
    this.socket = socket;
    this.whenClosed = whenClosed;
  }

  private NtStatus receive(
      int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted accepted) {
    if (data == null) {
      close(); // The socket is lost.
      return STATUS_SUCCESS;
    }
    long acknowledge = tally.add((int) bytes);
    if (acknowledge > 0) {
      ByteBuf number = PooledByteBufAllocator.DEFAULT.buffer(Long.BYTES).writeLong(acknowledge);
      socket.send(WskBuf.ofReadable(number), 0, Irp.onCompletion(() -> number.release()));
    }
    return STATUS_SUCCESS;
  }

  private NtStatus disconnect(int flags) {
    close();
    return STATUS_SUCCESS;
  }

  private void close() {
    if (!closing) {
      closing = true;
      socket.close(Irp.onCompletion(whenClosed));
    }
  }
}

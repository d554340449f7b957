package io.wsk.examples;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.function.Consumer;

/**
 * Receives on a connection until its end, with one IRP and one buffer: the completion routine of
 * each receive starts the next. docs/irps.md shows it.
 */
final class ReceiveLoop {
  private final WskConnectionSocket socket;
  private final ByteBuf memory;
  private final Consumer<ByteBuf> taker;
  private final Consumer<NtStatus> end;
  private final WskBuf room;
  private final Irp<Void> irp = Irp.allocate();

  /**
   * Prepares the loop; {@link #receiveNext()} starts it.
   *
   * @param socket the connection
   * @param memory empty; the provider's until the end has come
   * @param taker gets what has arrived, on the event loop, for the time of the call
   * @param end gets the status of the last receive: success if the peer has disconnected gracefully
   */
  ReceiveLoop(
      WskConnectionSocket socket, ByteBuf memory, Consumer<ByteBuf> taker, Consumer<NtStatus> end) {
    this.socket = socket;
    this.memory = memory;
    this.taker = taker;
    this.end = end;
    this.room = WskBuf.ofWritable(memory);
  }

  void receiveNext() {
    irp.reuse(); // also right for one that is new
    irp.setCompletionRoutine(ReceiveLoop::received, this);
    socket.receive(room, 0, irp); // the routine hears of every outcome
  }

  private static NtStatus received(Irp<?> irp, ReceiveLoop loop) {
    if (irp.status() == STATUS_SUCCESS && irp.information() > 0) {
      loop.taker.accept(loop.memory.slice(0, (int) irp.information()));
      loop.receiveNext();
    } else {
      loop.end.accept(irp.status()); // STATUS_SUCCESS with 0 bytes: the peer has disconnected
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // the IRP may be in use again
  }
}

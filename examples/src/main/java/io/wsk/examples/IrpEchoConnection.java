package io.wsk.examples;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;

/**
 * One connection of {@link IrpEchoServer}: two operations, each with its own IRP and buffer, that
 * go round and round. While one of them sends, the other one can already receive.
 *
 * <pre>
 *            +------------------ sent ------------------+
 *            v                                          |
 *   --> receive -- some bytes --------------------> send them
 *            |
 *            +---- end of the stream --> disconnect --> close
 * </pre>
 *
 * <p>A step ends with giving the operation's IRP to the provider. Its completion routine does
 * nothing but put the operation into the work queue, whose only thread takes the next step.
 * Receives complete in the order of the stream, the queue keeps that order and has one thread:
 * therefore sends are made in that order too, although there are two operations. The same thread is
 * the only one that touches the fields of a connection.
 */
final class IrpEchoConnection implements OpenConnections.Connection {
  /** How much one receive may bring. */
  private static final int BUFFER_LENGTH = 32 * 1024;

  private static final IoCompletionRoutine<Operation> COMPLETED =
      (irp, operation) -> {
        operation.enqueue();
        // From here on the worker may use the IRP again: completion must not go on with it.
        return STATUS_MORE_PROCESSING_REQUIRED;
      };

  private final WskConnectionSocket socket;
  private final WorkQueue queue;
  private final OpenConnections connections;
  private final Traffic traffic = new Traffic();

  /** What has to end before the connection is gone: two operations and the close of the socket. */
  private int parts = 3;

  private boolean disconnecting;
  private boolean closing;

  IrpEchoConnection(WskConnectionSocket socket, WorkQueue queue, OpenConnections connections) {
    this.socket = socket;
    this.queue = queue;
    this.connections = connections;
  }

  /**
   * Sends both operations on their way. Runs in the accept callback, so the worker does the rest.
   */
  void start() {
    new Operation().enqueue();
    new Operation().enqueue();
  }

  /** Has the worker close the connection, as each operation does when it fails. */
  @Override
  public void close() {
    queue.enqueue(
        new WorkQueue.Item() {
          @Override
          void run() {
            closeSocket();
          }
        });
  }

  @Override
  public Traffic traffic() {
    return traffic;
  }

  private void closeSocket() {
    if (!closing) {
      closing = true;
      // Cancels what the other operation is pending for; it comes through the queue and ends.
      socket.close(Irp.onCompletion(() -> queue.enqueue(new PartEnded())));
    }
  }

  private void partEnded() {
    if (--parts == 0) {
      connections.remove(this);
    }
  }

  private final class PartEnded extends WorkQueue.Item {
    @Override
    void run() {
      partEnded();
    }
  }

  /** What an operation has done when it comes out of the queue. */
  private enum Done {
    NOTHING,
    RECEIVE,
    SEND,
    DISCONNECT
  }

  /** An IRP, its buffer, and what they were used for last. */
  private final class Operation extends WorkQueue.Item {
    private final Irp<Void> irp = Irp.allocate();
    private final ByteBuf memory =
        ByteBufAllocator.DEFAULT.directBuffer(BUFFER_LENGTH, BUFFER_LENGTH);
    private final Mdl mdl = new Mdl(memory, 0, BUFFER_LENGTH);
    private final WskBuf buffer = new WskBuf(mdl, 0, BUFFER_LENGTH);
    private Done done = Done.NOTHING;

    void enqueue() {
      queue.enqueue(this);
    }

    @Override
    void run() {
      if (done != Done.NOTHING && !irp.status().isSuccess()) {
        // The connection is lost, or is being closed. There is nothing to be saved.
        closeSocket();
        end();
        return;
      }
      switch (done) {
        case NOTHING, SEND -> receive();
        case RECEIVE -> received(irp.information());
        case DISCONNECT -> {
          closeSocket();
          end();
        }
      }
    }

    private void receive() {
      if (disconnecting) {
        end(); // The other operation has seen the end of the stream.
        return;
      }
      done = Done.RECEIVE;
      buffer.reset(mdl, 0, BUFFER_LENGTH);
      socket.receive(buffer, 0, preparedIrp());
    }

    private void received(long count) {
      if (count == 0) {
        disconnect();
        return;
      }
      traffic.received(count);
      done = Done.SEND;
      buffer.reset(mdl, 0, count);
      socket.send(buffer, 0, preparedIrp());
    }

    private void disconnect() {
      if (disconnecting) {
        end();
        return;
      }
      // What the other operation may still be sending has been given to the provider before: our
      // end of the stream comes behind it.
      disconnecting = true;
      done = Done.DISCONNECT;
      socket.disconnect(null, 0, preparedIrp());
    }

    private void end() {
      memory.release();
      partEnded();
    }

    private Irp<Void> preparedIrp() {
      irp.reuse();
      irp.setCompletionRoutine(COMPLETED, this);
      return irp;
    }
  }
}

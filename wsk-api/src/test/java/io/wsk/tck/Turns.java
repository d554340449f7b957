package io.wsk.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskFuture;
import io.wsk.api.WskListenSocket;
import io.wsk.api.control.SocketOptions;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Makes the event loop of a socket turn, for tests in which nothing is to happen: whatever had
 * reached the kernel before has been seen by the loop afterwards, and the callbacks for it would
 * have run.
 */
final class Turns {
  /** One turn may have begun before the thing in question happened; the later ones have not. */
  private static final int COUNT = 3;

  /** Far less than a call takes on its way to a loop and back. */
  private static final int PAUSE_STEPS = 4;

  private Turns() {}

  /** Lets a little time pass, a little more each round, so that some round meets a short moment. */
  static void pause(int round) {
    for (int i = 0; i < round * PAUSE_STEPS; i++) {
      Thread.onSpinWait();
    }
  }

  /** The loop of a connection: it sends a byte at a time, which the peer takes. */
  static void of(ContractTest.Pair pair)
      throws IOException, InterruptedException, TimeoutException {
    of(pair.socket(), pair.peer());
  }

  /** The loop of a connection: it sends a byte at a time, which the peer takes. */
  static void of(WskConnectionSocket socket, Peer peer)
      throws IOException, InterruptedException, TimeoutException {
    for (int turn = 0; turn < COUNT; turn++) {
      sendByte(socket);
      assertThat(peer.read(1)).as("what the loop sent").isEqualTo(new byte[] {'.'});
    }
  }

  /** Sends one byte and waits until the loop has completed that. */
  static void sendByte(WskConnectionSocket socket) throws InterruptedException, TimeoutException {
    ByteBuf dot = Unpooled.directBuffer(1).writeByte('.');
    try {
      assertThat(ContractTest.get(socket.send(WskBuf.ofReadable(dot)))).isEqualTo(1);
    } finally {
      dot.release();
    }
  }

  /** The loop of a listener: it completes a request at a time that changes nothing. */
  static void of(WskListenSocket listener) throws InterruptedException, TimeoutException {
    for (int turn = 0; turn < COUNT; turn++) {
      WskFuture<Integer> asked = listener.get(SocketOptions.SO_RCVBUF);
      assertThat(ContractTest.get(asked)).isPositive();
    }
  }
}

package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.examples.EchoConnection.MAX_BYTES_IN_FLIGHT;
import static io.wsk.examples.EchoConnection.MAX_MESSAGES_IN_FLIGHT;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.wsk.api.BytesAccepted;
import io.wsk.examples.FakeConnection.Indication;
import io.wsk.nt.NtStatus;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What can only be seen at moments at which no real socket can be held still. */
class EchoConnectionTest {
  private static final int BLOCK = 64 * 1024;

  private final FakeConnection socket = new FakeConnection();
  private final OpenConnections connections = new OpenConnections();
  private final EchoConnection connection = new EchoConnection(socket, connections);
  private final BytesAccepted bytesAccepted = new BytesAccepted();

  EchoConnectionTest() {
    connections.add(connection);
  }

  private NtStatus receive(Indication data, long bytes) {
    return connection.receive(WSK_FLAG_AT_DISPATCH_LEVEL, data, bytes, bytesAccepted);
  }

  private void fill() {
    for (int sent = 0; sent < MAX_BYTES_IN_FLIGHT; sent += BLOCK) {
      assertThat(receive(new Indication(BLOCK), BLOCK)).isEqualTo(STATUS_PENDING);
    }
  }

  @Test
  void eachPartOfAListGoesBackWhenItHasBeenSent() {
    Indication first = new Indication(10);
    Indication second = new Indication(20);
    first.setNext(second);

    assertThat(receive(first, 30)).isEqualTo(STATUS_PENDING);
    assertThat(socket.pendingSends()).isEqualTo(2);
    socket.completeSend(STATUS_SUCCESS);
    assertThat(first.released).isEqualTo(1);
    assertThat(second.released).isZero();
    socket.completeSend(STATUS_SUCCESS);
    assertThat(second.released).isEqualTo(1);
    assertThat(connections.totals()).isEqualTo(new Totals(Served.CONNECTIONS, 1, 1, 1, 30));
  }

  @Test
  void dataIsDeclinedWhileTooManyBytesAreInFlight() {
    fill();
    Indication declined = new Indication(1);
    assertThat(receive(declined, 1)).isEqualTo(STATUS_DATA_NOT_ACCEPTED);
    assertThat(declined.released).isZero();
    assertThat(connections.totals().bytes()).isEqualTo(MAX_BYTES_IN_FLIGHT);
  }

  @Test
  void dataIsDeclinedWhileTooManyMessagesAreInFlight() {
    for (int i = 0; i < MAX_MESSAGES_IN_FLIGHT; i++) {
      assertThat(receive(new Indication(1), 1)).isEqualTo(STATUS_PENDING);
    }
    assertThat(receive(new Indication(1), 1)).isEqualTo(STATUS_DATA_NOT_ACCEPTED);
  }

  @Test
  void aPausedConnectionResumesOnceWhenHalfHasBeenSent() {
    fill();
    receive(new Indication(1), 1);
    int half = socket.pendingSends() / 2;
    for (int i = 0; i < half - 1; i++) {
      socket.completeSend(STATUS_SUCCESS);
    }
    assertThat(socket.resumes).isZero();
    while (socket.pendingSends() > 0) {
      socket.completeSend(STATUS_SUCCESS);
    }
    assertThat(socket.resumes).isEqualTo(1);
  }

  @Test
  void aConnectionThatIsNotPausedNeverResumes() {
    receive(new Indication(1), 1);
    socket.completeSend(STATUS_SUCCESS);
    assertThat(socket.resumes).isZero();
  }

  @Test
  void aFailedSendClosesAndEverythingKeptGoesBack() {
    fill();
    int kept = socket.pendingSends();
    socket.completeSend(STATUS_CONNECTION_RESET);
    assertThat(socket.isClosing()).isTrue();
    while (socket.pendingSends() > 0) {
      socket.completeSend(STATUS_CANCELLED);
    }
    assertThat(socket.released).isEqualTo(kept);
    assertThat(connections.totals().open()).isEqualTo(1);
    socket.completeClose();
    assertThat(connections.totals().open()).isZero();
  }

  @Test
  void aGracefulDisconnectIsAnsweredAndThenClosed() {
    assertThat(connection.disconnect(WSK_FLAG_AT_DISPATCH_LEVEL)).isEqualTo(STATUS_SUCCESS);
    assertThat(socket.disconnects).isEqualTo(1);
    assertThat(socket.isClosing()).isTrue();
  }

  @Test
  void anAbortiveDisconnectIsOnlyClosed() {
    assertThat(connection.disconnect(WSK_FLAG_ABORTIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(socket.disconnects).isZero();
    assertThat(socket.isClosing()).isTrue();
  }

  @Test
  void aLostSocketIsClosed() {
    assertThat(receive(null, 0)).isEqualTo(STATUS_SUCCESS);
    assertThat(socket.isClosing()).isTrue();
  }

  @Test
  void aMessageAllocatesNothingOnceTheConnectionIsWarm() {
    Indication data = new Indication(64);
    echo(data, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    echo(data, 20_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    // Less than a byte a message: what is left is the measurement's own.
    assertThat(allocated).isLessThan(20_000);
  }

  private void echo(Indication data, int times) {
    for (int i = 0; i < times; i++) {
      receive(data, 64);
      socket.completeSend(STATUS_SUCCESS);
    }
  }
}

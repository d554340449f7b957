package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.Mdl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The snippets of docs/ do what the pages say. */
@ExtendWith(LogWatch.class)
class SnippetsTest {
  private final FakeConnection socket = new FakeConnection();
  private final List<String> log = new ArrayList<>();

  private final Snippets connection =
      new Snippets(socket) {
        @Override
        void gone() {
          log.add("gone");
        }
      };

  private static Mdl mdl(int... bytes) {
    ByteBuf buffer = Unpooled.buffer();
    for (int each : bytes) {
      buffer.writeByte(each);
    }
    return Mdl.ofReadable(buffer);
  }

  @Test
  void bytesOfWalksTheChainFromTheOffsetOn() {
    Mdl first = mdl(0, 1, 2);
    Mdl second = mdl(3, 4);
    first.setNext(second);
    second.setNext(mdl(5, 6, 7));
    assertThat(Snippets.bytesOf(new WskBuf(first, 2, 4))).containsExactly(2, 3, 4, 5);
    assertThat(Snippets.bytesOf(new WskBuf(first, 3, 1)))
        .as("offset at the end")
        .containsExactly(3);
    assertThat(Snippets.bytesOf(WskBuf.empty())).isEmpty();
  }

  @Test
  void sendFreesTheMemoryWhenItHasBeenSent() {
    ByteBuf message = Unpooled.buffer().writeByte(1);
    Snippets.send(socket, message);
    assertThat(message.refCnt()).isEqualTo(1);
    socket.completeSend(STATUS_SUCCESS);
    assertThat(message.refCnt()).isZero();
  }

  @Test
  void receiveReleasesAfterTheWorkIsDone() {
    List<Runnable> work = new ArrayList<>();
    Snippets.Session session =
        new Snippets.Session() {
          @Override
          public Executor worker() {
            return work::add;
          }

          @Override
          public void store(WskBuf buffer) {
            log.add("stored " + buffer.length());
          }

          @Override
          public WskConnectionSocket socket() {
            return socket;
          }
        };
    FakeConnection.Indication data = new FakeConnection.Indication(3);
    assertThat(Snippets.receive(session, 0, data, 3, new BytesAccepted()))
        .isEqualTo(STATUS_PENDING);
    assertThat(socket.released).isZero();
    work.forEach(Runnable::run);
    assertThat(log).containsExactly("stored 3");
    assertThat(socket.released).isEqualTo(1);
  }

  @Test
  void disconnectClosesAfterItsOwnDisconnect() {
    assertThat(connection.disconnect(0)).isEqualTo(STATUS_SUCCESS);
    assertThat(socket.disconnects).isEqualTo(1);
    assertThat(socket.isClosing()).isTrue();
    assertThat(log).isEmpty();
    socket.completeClose();
    assertThat(log).containsExactly("gone");
  }

  @Test
  void aResetIsOnlyClosed() {
    assertThat(connection.disconnect(WSK_FLAG_ABORTIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(socket.disconnects).isZero();
    socket.completeClose();
    assertThat(log).containsExactly("gone");
  }

  private static final class Service implements Snippets.Server {
    final List<String> calls = new ArrayList<>();

    @Override
    public void awaitStop() {
      calls.add("awaitStop");
    }

    @Override
    public void closeConnections() {
      calls.add("closeConnections");
    }
  }

  @Test
  void serveTakesEverythingBack() throws Exception {
    Service service = new Service();
    Snippets.serve(WskTest.LOOPBACK, service, WskClientListenDispatch.none());
    assertThat(service.calls).containsExactly("awaitStop", "closeConnections");
  }
}

package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.nt.NtStatus;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** EVT-12 and EVT-13: what happens to events that arrive while their callback is disabled. */
public abstract class EventDataContract extends ContractTest {
  private static final int SMALL_BUFFER = 32 * 1024;

  /** Far more than the small buffers of both ends and one receive buffer hold. */
  private static final int STREAM_LENGTH = 8 * 1024 * 1024;

  // ---- EVT-12 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"EVT-12", "EVT-13"})
  void dataOfADisabledCallbackIsKeptInOrder() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    pair.peer().write("one ");
    pair.connection().awaitTaken("one ");
    assertThat(control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE).isSuccess()).isTrue();
    Turns.of(pair);
    for (String word : new String[] {"two ", "three ", "four"}) {
      pair.peer().write(word);
      Turns.of(pair);
    }
    assertThat(Bytes.text(pair.connection().takenBytes())).isEqualTo("one ");
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("one two three four");
  }

  @Test
  @WskRule({"EVT-12", "EVT-13"})
  void thePeerIsHeldBackWhileReceiveIsDisabledAndNothingIsLost() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    get(listener.socket().set(SO_RCVBUF, SMALL_BUFFER));
    try (SocketChannel channel = SocketChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
      channel.connect(addressOf(listener.socket()));
      TestConnection connection = watch(Eventually.taken("accept", listener.connections));
      byte[] stream = Bytes.pattern(STREAM_LENGTH, 12);
      int sent = fill(channel, connection, stream);
      assertThat(sent).as("the peer was not held back").isBetween(1, STREAM_LENGTH - 1);
      assertThat(connection.receives).isEmpty();
      assertThat(control(connection.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
      Eventually.until("all that was sent", () -> connection.takenBytes().length >= sent);
      assertThat(connection.takenBytes()).isEqualTo(Arrays.copyOf(stream, sent));
    }
  }

  /** Sends until the channel takes no more, though the loop of the other end has turned. */
  private static int fill(SocketChannel channel, TestConnection connection, byte[] stream)
      throws Exception {
    ByteBuffer source = ByteBuffer.wrap(stream);
    channel.configureBlocking(false);
    while (source.hasRemaining()) {
      if (channel.write(source) == 0) {
        turn(channel, connection);
        // A provider that goes on reading has made room by now.
        if (channel.write(source) == 0) {
          break;
        }
      }
    }
    channel.configureBlocking(true);
    return source.position();
  }

  private static void turn(SocketChannel channel, TestConnection connection) throws Exception {
    channel.configureBlocking(true);
    for (int i = 0; i < 3; i++) {
      Turns.sendByte(connection.socket());
      readByte(channel);
    }
    channel.configureBlocking(false);
  }

  private static void readByte(SocketChannel channel) throws IOException {
    if (channel.read(ByteBuffer.allocate(1)) != 1) {
      throw new EOFException("the provider ended the stream");
    }
  }

  // ---- EVT-13 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-13")
  void enablingReceiveIndicatesWhatIsWaitingWithoutMoreOfIt() throws Exception {
    Pair pair = connected(new TestConnection());
    pair.peer().write("waiting");
    Turns.of(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("waiting");
  }

  @Test
  @WskRule({"EVT-13", "EVT-12"})
  void enablingBothIndicatesDataBeforeTheDisconnectThatFollowedIt() throws Exception {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    TestConnection connection =
        new TestConnection()
            .onReceive((flags, data, bytes, accepted) -> note(order, "receive"))
            .onDisconnect(flags -> note(order, "disconnect"));
    Pair pair = connected(connection);
    pair.peer().write("last words");
    pair.peer().shutdownOutput();
    Turns.of(pair);
    assertThat(order).isEmpty();
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(Eventually.taken("data", order)).isEqualTo("receive");
    Eventually.until("the disconnect", () -> order.contains("disconnect"));
    assertThat(Bytes.text(connection.takenBytes())).isEqualTo("last words");
    Turns.of(pair);
    assertThat(connection.disconnects).hasSize(1);
  }

  private static NtStatus note(BlockingQueue<String> order, String what) {
    order.add(what);
    return STATUS_SUCCESS;
  }

  @Test
  @WskRule("EVT-13")
  void enablingDisconnectAfterThePeerHasGoneTellsItOnce() throws Exception {
    Pair pair = connected(new TestConnection());
    pair.peer().shutdownOutput();
    Turns.of(pair);
    assertThat(pair.connection().disconnects).isEmpty();
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
    int flags = Eventually.taken("disconnect callback", pair.connection().disconnects);
    assertThat(flags & WSK_FLAG_ABORTIVE).isZero();
    Turns.of(pair); // so that the call has returned
    assertThat(control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_DISCONNECT))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
    Turns.of(pair);
    assertThat(pair.connection().disconnects).as("told again").isEmpty();
  }

  @Test
  @WskRule("EVT-13")
  void enablingDisconnectAfterThePeersResetTellsThat() throws Exception {
    Pair pair = connected(new TestConnection());
    pair.peer().reset();
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
    int flags = Eventually.taken("disconnect callback", pair.connection().disconnects);
    assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
  }
}

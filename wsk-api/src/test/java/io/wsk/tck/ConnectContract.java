package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_HOST_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_IO_TIMEOUT;
import static io.wsk.nt.NtStatus.STATUS_NETWORK_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskFuture;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import io.wsk.nt.Out;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Chapter CON: connecting. */
public abstract class ConnectContract extends ConnectionContract {
  private static InetSocketAddress wildcard() {
    return new InetSocketAddress("0.0.0.0", 0);
  }

  private WskConnectionSocket bound() throws Exception {
    WskConnectionSocket socket = unbound();
    get(socket.bind(wildcard()));
    return socket;
  }

  private Peer.Server server() throws IOException {
    return closeLater(new Peer.Server());
  }

  /** Refuses for certain: the port is taken, but nobody listens on it. */
  private InetSocketAddress refusing() throws IOException {
    Socket taken = closeLater(new Socket());
    taken.bind(anyLoopback());
    return (InetSocketAddress) taken.getLocalSocketAddress();
  }

  /** Takes little that it has not read. */
  private Peer.Server slowServer() throws IOException {
    Peer.Server server = server();
    server.receiveBufferSize(4096);
    return server;
  }

  /** What it sends to a slow server is under way until it is read. */
  private WskConnectionSocket boundWithLittleRoom(TestConnection connection) throws Exception {
    WskConnectionSocket socket =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET, SOCK_STREAM, IPPROTO_TCP, connection, TestConnection.DISPATCH)));
    watch(connection);
    get(socket.bind(anyLoopback()));
    get(socket.set(SocketOptions.SO_SNDBUF, 4096));
    return socket;
  }

  private static void refusedAtOnce(Function<Irp<Void>, NtStatus> call) {
    Irp<Void> irp = Irp.allocate();
    assertThat(call.apply(irp)).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(irp.isCompleted()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(irp.information()).isZero();
  }

  @Test
  @WskRule("CON-01")
  void connectBeforeBindIsRefusedAndDoesNoHarm() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = unbound();
    refusedAtOnce(irp -> socket.connect(server.address(), 0, irp));
    refusedAtOnce(irp -> socket.connectEx(server.address(), data("x"), 0, irp));
    get(socket.bind(wildcard()));
    get(socket.connect(server.address()));
    closeLater(server.accept());
  }

  @Test
  @WskRule({"CON-01", "CON-02"})
  void afterBindToTheWildcardConnectCompletesWithAConnectionThatWorks() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = bound();
    Irp<Void> irp = completed(i -> socket.connect(server.address(), 0, i));
    ends(irp, STATUS_SUCCESS, 0);
    Peer peer = closeLater(server.accept());
    Pair pair = new Pair(new TestConnection(), socket, peer);
    turns(pair);
    turnsByReceiving(pair);
  }

  @Test
  @WskRule("CON-02")
  void connectToAPortWithoutListenerIsRefused() throws Exception {
    InetSocketAddress nobody = refusing();
    WskConnectionSocket plain = bound();
    failsWith(STATUS_CONNECTION_REFUSED, irp -> plain.connect(nobody, 0, irp));
    WskConnectionSocket extended = bound();
    failsWith(STATUS_CONNECTION_REFUSED, irp -> extended.connectEx(nobody, data("x"), 0, irp));
    WskFuture<WskConnectionSocket> whole =
        npi().socketConnect(wildcard(), nobody, null, WskClientConnectionDispatch.none());
    Assertions.assertThatExceptionOfType(NtStatusException.class)
        .isThrownBy(() -> get(whole))
        .satisfies(e -> assertThat(e.status()).isEqualTo(STATUS_CONNECTION_REFUSED));
  }

  @Test
  @WskRule("CON-02")
  void connectToAnUnreachableAddressSaysSo() throws Exception {
    // The broadcast address of the loopback network: hosts refuse it without sending anything.
    InetSocketAddress nowhere = new InetSocketAddress("127.255.255.255", 9);
    assumeUnreachable(nowhere);
    WskConnectionSocket socket = bound();
    Irp<Void> irp = completed(i -> socket.connect(nowhere, 0, i));
    assertThat(irp.status()).isIn(STATUS_NETWORK_UNREACHABLE, STATUS_HOST_UNREACHABLE);
  }

  private static void assumeUnreachable(InetSocketAddress address) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(address, (int) Eventually.LIMIT.toMillis());
      Assumptions.abort("this host connects to " + address);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      Assumptions.assumeTrue(message.contains("unreachable"), "this host says " + message);
    }
  }

  @Test
  @WskRule("CON-02")
  void connectThatIsNeverAnsweredTimesOut() throws Exception {
    useProvider(harness().providerWithConnectTimeout(Duration.ofMillis(100)));
    FullBacklog full = closeLater(new FullBacklog());
    WskConnectionSocket socket = unbound();
    get(socket.bind(anyLoopback()));
    Irp<Void> irp = completed(i -> socket.connect(full.address(), 0, i));
    assertThat(irp.status()).isEqualTo(STATUS_IO_TIMEOUT);
    assertThat(irp.information()).isZero();
  }

  @Test
  @WskRule({"CON-02", "CON-04", "CON-05", "CON-06"})
  void connectStaysPendingUntilTheServerAnswers() throws Exception {
    FullBacklog server = closeLater(new FullBacklog());
    WskConnectionSocket socket = bound();
    Irp<Void> irp = started(i -> socket.connect(server.address(), 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.connect(server.address(), 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.send(data("x"), 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> receiveOne(socket, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.getRemoteAddress(new Out<>(), i));
    assertThat(irp.isCompleted()).isFalse();
    server.acceptAll();
    ends(irp, STATUS_SUCCESS, 0);
    assertThat(get(socket.getRemoteAddress())).isEqualTo(server.address());
  }

  @Test
  @WskRule("CON-02")
  void connectThatIsPendingCanBeCancelled() throws Exception {
    FullBacklog server = closeLater(new FullBacklog());
    WskConnectionSocket socket = bound();
    Irp<Void> irp = started(i -> socket.connect(server.address(), 0, i));
    assertThat(irp.cancel()).isTrue();
    ends(irp, STATUS_CANCELLED, 0);
  }

  private NtStatus receiveOne(WskConnectionSocket socket, Irp<Void> irp) {
    return socket.receive(WskBuf.ofWritable(emptyBuffer(1)), 0, irp);
  }

  @Test
  @WskRule("CON-03")
  void connectExSendsTheFirstBytesBeforeAnyOther() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = bound();
    byte[] first = Bytes.pattern(65_535, 1);
    ByteBuf head = buffer(first).slice(0, 1000);
    ByteBuf tail = buffer(first).slice(1000, first.length - 1000);
    ByteBuf padded = buffer(new byte[1007]).setBytes(7, head);
    WskBuf run = new WskBuf(chain(Mdl.ofReadable(padded), Mdl.ofReadable(tail)), 7, first.length);
    Irp<Void> irp = completed(i -> socket.connectEx(server.address(), run, 0, i));
    ends(irp, STATUS_SUCCESS, first.length);
    Irp<Void> later = started(i -> socket.send(data("later"), 0, i));
    Peer peer = closeLater(server.accept());
    assertThat(peer.read(first.length)).isEqualTo(first);
    assertThat(peer.readText(5)).isEqualTo("later");
    ends(later, STATUS_SUCCESS, 5);
  }

  @Test
  @WskRule({"CON-03", "SND-02"})
  void connectExSendsItsBytesBeforeSendsThatAreCalledMeanwhile() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = bound();
    Irp<Void> irp = started(i -> socket.connectEx(server.address(), data("first"), 0, i));
    WskBuf run = data(".");
    int sent = 0;
    // Refused until the connection stands; the first ones that are not arrive right then.
    while (!irp.isCompleted()) {
      sent += completed(i -> socket.send(run, 0, i)).status() == STATUS_SUCCESS ? 1 : 0;
    }
    ends(irp, STATUS_SUCCESS, 5);
    Peer peer = closeLater(server.accept());
    assertThat(peer.readText(5 + sent)).isEqualTo("first" + ".".repeat(sent));
  }

  @Test
  @WskRule("CON-03")
  void connectExIsCompletedBeforeTheFirstCallback() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE);
    Peer.Server server = slowServer();
    TestConnection connection = new TestConnection();
    WskConnectionSocket socket = boundWithLittleRoom(connection);
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          events.add("receive");
          return STATUS_SUCCESS;
        });
    WskBuf run = data(Bytes.pattern(65_535, 5));
    Irp<Void> irp = Irp.onCompletion(() -> events.add("connected"));
    assertThat(socket.connectEx(server.address(), run, 0, irp)).isEqualTo(STATUS_PENDING);
    Peer peer = closeLater(server.accept());
    peer.write("early");
    assertThat(peer.read(65_535)).isEqualTo(Bytes.pattern(65_535, 5));
    assertThat(Eventually.taken("first event", events)).isEqualTo("connected");
    assertThat(Eventually.taken("second event", events)).isEqualTo("receive");
    connection.awaitTaken("early");
  }

  @Test
  @WskRule("CON-03")
  void connectExWhoseBytesFailLeavesNoConnection() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    Peer.Server server = slowServer();
    TestConnection connection = new TestConnection();
    WskConnectionSocket socket = boundWithLittleRoom(connection);
    WskBuf run = data(Bytes.pattern(65_535, 5));
    Irp<Void> irp = started(i -> socket.connectEx(server.address(), run, 0, i));
    Peer peer = server.accept();
    peer.write("never taken");
    Eventually.until(
        "it stands",
        () -> completed(i -> socket.getRemoteAddress(new Out<>(), i)).status() == STATUS_SUCCESS);
    Irp<Void> receive = started(i -> receiveOne(socket, i));
    Irp<Void> send = started(i -> socket.send(data("behind it"), 0, i));
    // Calls are served in their order, so those before this one are queued when it is done.
    get(socket.set(SocketOptions.SO_SNDBUF, 4096));
    peer.reset();
    ends(irp, STATUS_CONNECTION_RESET, 0);
    ends(receive, STATUS_CONNECTION_RESET, 0);
    ends(send, STATUS_CONNECTION_RESET, 0);
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> receiveOne(socket, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.send(data("x"), 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.getRemoteAddress(new Out<>(), i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.connect(server.address(), 0, i));
    get(socket.close());
    assertThat(connection.receives).isEmpty();
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule("CON-03")
  void connectExWithoutBytesJustConnects() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = bound();
    ends(completed(i -> socket.connectEx(server.address(), null, 0, i)), STATUS_SUCCESS, 0);
    turns(new Pair(new TestConnection(), socket, closeLater(server.accept())));
  }

  @Test
  @WskRule("CON-03")
  void connectExWithTooManyBytesOrAFlagDoesNotConnect() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = bound();
    WskBuf tooMuch = data(new byte[65_536]);
    failsWith(STATUS_BUFFER_OVERFLOW, i -> socket.connectEx(server.address(), tooMuch, 0, i));
    for (int flag : new int[] {1, 2, 4, 8, 0x80000000}) {
      failsWith(
          STATUS_INVALID_PARAMETER, i -> socket.connectEx(server.address(), data("x"), flag, i));
      failsWith(STATUS_INVALID_PARAMETER, i -> socket.connect(server.address(), flag, i));
    }
    // The first connection that the server sees is the one that is made now.
    get(socket.connectEx(server.address(), data("good")));
    assertThat(closeLater(server.accept()).readText(4)).isEqualTo("good");
  }

  @Test
  @WskRule("CON-04")
  void localAddressNeedsABoundSocketAndRemoteAddressAConnectedOne() throws Exception {
    Peer.Server server = server();
    WskConnectionSocket socket = unbound();
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.getLocalAddress(new Out<>(), i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.getRemoteAddress(new Out<>(), i));
    get(socket.bind(anyLoopback()));
    InetSocketAddress local = get(socket.getLocalAddress());
    assertThat(local.getAddress()).isEqualTo(anyLoopback().getAddress());
    assertThat(local.getPort()).isPositive();
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.getRemoteAddress(new Out<>(), i));
    get(socket.connect(server.address()));
    assertThat(get(socket.getLocalAddress())).isEqualTo(local);
    assertThat(get(socket.getRemoteAddress())).isEqualTo(server.address());
    Peer peer = closeLater(server.accept());
    assertThat(peer.socket().getRemoteSocketAddress()).isEqualTo(local);
  }

  @Test
  @WskRule("CON-04")
  void acceptedSocketKnowsBothAddresses() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    assertThat(get(pair.socket().getLocalAddress()))
        .isEqualTo(pair.peer().socket().getRemoteSocketAddress());
    assertThat(get(pair.socket().getRemoteAddress())).isEqualTo(pair.peer().localAddress());
  }

  @Test
  @WskRule("CON-05")
  void secondConnectIsRefusedAndTheConnectionLivesOn() throws Exception {
    Peer.Server other = server();
    for (Pair pair :
        new Pair[] {connected(new TestConnection()), accepted(new TestConnection(), 0)}) {
      WskConnectionSocket socket = pair.socket();
      failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.connect(other.address(), 0, i));
      failsWith(
          STATUS_INVALID_DEVICE_STATE, i -> socket.connectEx(other.address(), data("x"), 0, i));
      turns(pair);
      turnsByReceiving(pair);
    }
  }

  @Test
  @WskRule({"CON-04", "CON-05", "CON-06"})
  void socketWhoseConnectFailedIsNotConnectedAndCannotBeTriedAgain() throws Exception {
    InetSocketAddress nobody = refusing();
    WskConnectionSocket socket = bound();
    failsWith(STATUS_CONNECTION_REFUSED, i -> socket.connect(nobody, 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.connect(nobody, 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.getRemoteAddress(new Out<>(), i));
    assertNotConnected(socket);
  }

  @Test
  @WskRule("CON-06")
  void dataFunctionsBeforeConnectAreRefused() throws Exception {
    assertNotConnected(unbound());
    WskConnectionSocket socket = bound();
    assertNotConnected(socket);
    // What was refused is not kept for later.
    Peer.Server server = server();
    get(socket.connect(server.address()));
    turns(new Pair(new TestConnection(), socket, closeLater(server.accept())));
  }

  private void assertNotConnected(WskConnectionSocket socket) throws Exception {
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.send(data("x"), 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> receiveOne(socket, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.disconnect(null, 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.disconnect(data("x"), 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> socket.disconnect(null, WSK_FLAG_ABORTIVE, i));
  }
}

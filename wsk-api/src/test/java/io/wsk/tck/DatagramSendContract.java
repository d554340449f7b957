package io.wsk.tck;

import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskFuture;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bind and the two send functions of datagram sockets. */
@SuppressWarnings("AddressSelection") // literals, which are not resolved
public abstract class DatagramSendContract extends DatagramContract {
  private static final int ROUNDS = 400;

  @Test
  @WskRule({"DGR-01", "THR-01"})
  void aSendFindsABindThatEndsAtThisMoment() throws Exception {
    DatagramPeer peer = peer();
    for (int round = 0; round < ROUNDS; round++) {
      WskDatagramSocket socket = unboundDatagrams();
      WskFuture<Void> binding = socket.bind(anyLoopback());
      Turns.pause(round);
      assertThat(get(socket.sendTo(datagram("x"), peer.address()))).isEqualTo(1);
      assertThat(peer.receiveText()).isEqualTo("x");
      get(binding);
      get(socket.close());
    }
  }

  @Test
  @WskRule({"DGR-01", "SOC-01"})
  void aBoundSocketSendsAndReceives() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    assertThat(get(socket.sendTo(datagram("hello"), peer.address()))).isEqualTo(5);
    var packet = peer.receivePacket();
    assertThat(packet.getSocketAddress()).isEqualTo(addressOf(socket));
    peer.send("answer", addressOf(socket));
    ByteBuf target = emptyBuffer(100);
    assertThat(get(socket.receiveFrom(WskBuf.ofWritable(target), null))).isEqualTo(6);
    assertThat(Bytes.text(Bytes.first(target, 6))).isEqualTo("answer");
  }

  @Test
  @WskRule({"DGR-01", "SND-01"})
  void aChainIsSentWholeBesidesConnectionsWithSmallSendBuffers() throws Exception {
    for (int i = 0; i < 4; i++) {
      Pair pair = connected(new TestConnection());
      get(pair.socket().set(SocketOptions.SO_SNDBUF, 2048));
      // Several at a time, so that they leave together.
      List<Irp<Void>> sends = new ArrayList<>();
      for (int j = 0; j < 10; j++) {
        Irp<Void> irp = Irp.allocate();
        assertThat(pair.socket().send(datagram("not one"), 0, irp)).isEqualTo(STATUS_PENDING);
        sends.add(irp);
      }
      assertThat(pair.peer().read(70)).hasSize(70);
      for (Irp<Void> irp : sends) {
        assertThat(irp.await(Eventually.LIMIT)).isTrue();
      }
    }
    DatagramPeer peer = peer();
    byte[] all = Bytes.pattern(30_000, 7);
    for (int i = 0; i < 4; i++) {
      Mdl first = new Mdl(buffer(all), 0, 10_000);
      Mdl second = new Mdl(buffer(all), 10_000, 15_000);
      first.setNext(second);
      second.setNext(new Mdl(buffer(all), 25_000, 5_000));
      WskBuf run = new WskBuf(first, 0, all.length);
      assertThat(get(bound().sendTo(run, peer.address()))).isEqualTo(all.length);
      assertThat(peer.receive()).isEqualTo(all);
    }
  }

  @Test
  @WskRule("DGR-01")
  void beforeBindNothingWorks() throws Exception {
    WskDatagramSocket socket = unboundDatagrams();
    InetSocketAddress to = peer().address();
    Irp<Void> sending = completed(i -> socket.sendTo(datagram("x"), 0, to, List.of(), i));
    assertThat(sending.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    Irp<Void> many =
        completed(i -> socket.sendMessages(datagrams(List.of("x")), 0, to, List.of(), i));
    assertThat(many.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    Irp<Void> receiving =
        completed(i -> socket.receiveFrom(WskBuf.ofWritable(emptyBuffer(8)), 0, null, i));
    assertThat(receiving.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    Irp<Void> asking = completed(i -> socket.getLocalAddress(new Out<>(), i));
    assertThat(asking.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
  }

  @Test
  @WskRule({"DGR-01", "LIS-11"})
  void anAddressInUseIsRefusedAndTheSocketCanBeBoundElsewhere() throws Exception {
    WskDatagramSocket first = bound();
    WskDatagramSocket second = unboundDatagrams();
    InetSocketAddress taken = addressOf(first);
    Irp<Void> refused = completed(i -> second.bind(taken, 0, i));
    assertThat(refused.status()).isEqualTo(STATUS_ADDRESS_ALREADY_EXISTS);
    get(second.bind(anyLoopback()));
    DatagramPeer peer = peer();
    assertThat(get(second.sendTo(datagram("x"), peer.address()))).isEqualTo(1);
    assertThat(peer.receiveText()).isEqualTo("x");
  }

  @Test
  @WskRule({"DGR-01", "SOC-08"})
  void badArgumentsOfBindAreRefused() throws Exception {
    WskDatagramSocket socket = unboundDatagrams();
    assertBind(socket, new InetSocketAddress("::1", 0), 0, STATUS_INVALID_PARAMETER);
    assertBind(socket, anyLoopback(), 1, STATUS_INVALID_PARAMETER);
    assertBind(socket, InetSocketAddress.createUnresolved("nowhere", 0), 0, STATUS_INVALID_ADDRESS);
    assertBind(socket, new InetSocketAddress("192.0.2.1", 0), 0, STATUS_INVALID_ADDRESS);
    assertBind(socket, anyLoopback(), 0, STATUS_SUCCESS);
    assertBind(socket, anyLoopback(), 0, STATUS_INVALID_DEVICE_STATE);
  }

  private static void assertBind(
      WskDatagramSocket socket, InetSocketAddress address, int flags, NtStatus status)
      throws Exception {
    Irp<Void> irp = completed(i -> socket.bind(address, flags, i));
    assertThat(irp.status()).as("bind to %s", address).isEqualTo(status);
  }

  @Test
  @WskRule({"DGR-01", "IRP-03"})
  void withoutAnIrpNothingHappens() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    InetSocketAddress to = peer.address();
    assertThat(socket.bind(anyLoopback(), 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.sendTo(datagram("x"), 0, to, List.of(), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.sendMessages(datagrams(List.of("x")), 0, to, List.of(), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.receiveFrom(WskBuf.ofWritable(emptyBuffer(1)), 0, null, null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    get(socket.sendTo(datagram("only this"), to));
    assertThat(peer.receiveText()).isEqualTo("only this");
  }

  @Test
  @WskRule("DGR-01")
  void badArgumentsOfSendAreRefused() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    InetSocketAddress to = peer.address();
    assertSend(socket, datagram("x"), 1, to, STATUS_INVALID_PARAMETER);
    assertSend(socket, datagram("x"), 0, null, STATUS_INVALID_PARAMETER);
    WskBuf beyond = new WskBuf(Mdl.ofReadable(buffer(new byte[4])), 0, 5);
    assertSend(socket, beyond, 0, to, STATUS_INVALID_PARAMETER);
    assertSend(socket, datagram("x"), 0, new InetSocketAddress("::1", 9), STATUS_INVALID_PARAMETER);
    assertSend(
        socket, datagram("x"), 0, new InetSocketAddress("127.0.0.1", 0), STATUS_INVALID_ADDRESS);
    assertSend(
        socket, datagram("x"), 0, new InetSocketAddress("0.0.0.0", 9), STATUS_INVALID_ADDRESS);
    assertSend(
        socket,
        datagram("x"),
        0,
        InetSocketAddress.createUnresolved("nowhere", 9),
        STATUS_INVALID_ADDRESS);
    // One bad member, and nothing of the list is sent.
    WskBufList list = new WskBufList(datagram("y"), new WskBufList(beyond, null));
    Irp<Void> many = completed(i -> socket.sendMessages(list, 0, to, List.of(), i));
    assertThat(many.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(many.information()).isZero();
    get(socket.sendTo(datagram("last"), to));
    assertThat(peer.receiveText()).isEqualTo("last");
  }

  private static void assertSend(
      WskDatagramSocket socket, WskBuf datagram, int flags, InetSocketAddress to, NtStatus status)
      throws Exception {
    Irp<Void> irp = completed(i -> socket.sendTo(datagram, flags, to, List.of(), i));
    assertThat(irp.status()).as("send to %s", to).isEqualTo(status);
    assertThat(irp.information()).isZero();
  }

  @Test
  @WskRule("DGR-01")
  void anEmptyDatagramIsRefusedWhereTheTransportCannotSendIt() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    Irp<Void> irp = completed(i -> socket.sendTo(WskBuf.empty(), 0, peer.address(), List.of(), i));
    if (irp.status() == STATUS_SUCCESS) {
      assertThat(peer.receive()).isEmpty();
    } else {
      assertThat(irp.status()).isEqualTo(STATUS_NOT_SUPPORTED);
      get(socket.sendTo(datagram("x"), peer.address()));
      assertThat(peer.receiveText()).isEqualTo("x");
    }
  }

  @Test
  @WskRule("DGR-10")
  void aDatagramThatIsTooLongIsNotSent() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    InetSocketAddress to = peer.address();
    for (int length : new int[] {65_508, 65_536, 1 << 20}) {
      assertSend(socket, datagram(new byte[length]), 0, to, STATUS_BUFFER_OVERFLOW);
    }
    WskBufList list =
        new WskBufList(datagram("y"), new WskBufList(datagram(new byte[65_508]), null));
    Irp<Void> many = completed(i -> socket.sendMessages(list, 0, to, List.of(), i));
    assertThat(many.status()).isEqualTo(STATUS_BUFFER_OVERFLOW);
    byte[] longest = Bytes.pattern(65_507, 1);
    assertThat(get(socket.sendTo(datagram(longest), to))).isEqualTo(65_507);
    assertThat(peer.receive()).isEqualTo(longest);
  }

  @Test
  @WskRule("DGR-10")
  void aClosedPortDoesNotCloseTheSocket() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer gone = peer();
    InetSocketAddress nobody = gone.address();
    gone.close();
    DatagramPeer peer = peer();
    for (int i = 0; i < 10; i++) {
      assertThat(get(socket.sendTo(datagram("to nobody"), nobody))).isEqualTo(9);
      assertThat(get(socket.sendTo(datagram("x"), peer.address()))).isEqualTo(1);
      assertThat(peer.receiveText()).isEqualTo("x");
    }
    peer.send("back", addressOf(socket));
    ByteBuf target = emptyBuffer(100);
    assertThat(get(socket.receiveFrom(WskBuf.ofWritable(target), null))).isEqualTo(4);
  }

  @Test
  @WskRule("DGR-02")
  void aListLeavesAsSeparateDatagramsInOrderAndCompletesOnce() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    List<String> texts = texts(100);
    long total = texts.stream().mapToLong(String::length).sum();
    assertThat(get(socket.sendMessages(datagrams(texts), peer.address()))).isEqualTo(total);
    for (String text : texts) {
      assertThat(peer.receiveText()).isEqualTo(text);
    }
  }

  @Test
  @WskRule({"DGR-02", "IRP-05"})
  void anIrpIsUsedAgainForOneAndForMany() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    Irp<Void> irp = Irp.allocate();
    for (int round = 0; round < 20; round++) {
      List<String> texts = texts(1 + round % 3);
      NtStatus sent =
          round % 2 == 0
              ? socket.sendMessages(datagrams(texts), 0, peer.address(), List.of(), irp)
              : socket.sendTo(datagram(texts.get(0)), 0, peer.address(), List.of(), irp);
      assertThat(sent.isSuccess()).isTrue();
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      int expected = round % 2 == 0 ? texts.size() : 1;
      assertThat(irp.information()).isEqualTo(10L * expected);
      for (String text : texts.subList(0, expected)) {
        assertThat(peer.receiveText()).isEqualTo(text);
      }
      irp.reuse();
    }
  }

  @Test
  @WskRule("DGR-02")
  void theMdlChainOfADatagramIsOneDatagram() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    Mdl first = Mdl.ofReadable(buffer(Bytes.of("..abc")));
    Mdl second = Mdl.ofReadable(buffer(Bytes.of("def")));
    first.setNext(second);
    ByteBuf heap = Unpooled.wrappedBuffer(Bytes.of("heap"));
    second.setNext(Mdl.ofReadable(heap));
    assertThat(get(socket.sendTo(new WskBuf(first, 2, 9), peer.address()))).isEqualTo(9);
    assertThat(peer.receiveText()).isEqualTo("abcdefhea");
    heap.release();
  }

  @Test
  @WskRule("THR-01")
  void anyThreadMaySend() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      int thread = t;
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < 50; n++) {
                  String text = thread + "/" + n;
                  ByteBuf bytes = Unpooled.directBuffer().writeBytes(Bytes.of(text));
                  sent.add(text);
                  socket.sendTo(
                      WskBuf.ofReadable(bytes),
                      0,
                      peer.address(),
                      List.of(),
                      Irp.onCompletion(() -> bytes.release()));
                }
              }));
    }
    List<String> got = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      got.add(peer.receiveText());
    }
    threads.forEach(CompletableFuture::join);
    assertThat(got).containsExactlyInAnyOrderElementsOf(sent);
    for (int t = 0; t < 4; t++) {
      String prefix = t + "/";
      assertThat(got.stream().filter(text -> text.startsWith(prefix)))
          .isEqualTo(sent.stream().filter(text -> text.startsWith(prefix)).toList());
    }
  }

  @Test
  @WskRule("DGR-01")
  void aSocketOfTheOtherFamilyWorksToo() throws Exception {
    WskDatagramSocket socket =
        closeLater(
            get(
                npi()
                    .socket(
                        io.wsk.api.Ws2Def.AF_INET6,
                        io.wsk.api.Ws2Def.SOCK_DGRAM,
                        io.wsk.api.Ws2Def.IPPROTO_UDP,
                        null,
                        io.wsk.api.WskClientDatagramDispatch.none())));
    get(socket.bind(new InetSocketAddress("::1", 0)));
    DatagramPeer peer = closeLater(new DatagramPeer(java.net.InetAddress.getByName("::1")));
    assertThat(get(socket.sendTo(datagram("six"), peer.address()))).isEqualTo(3);
    assertThat(peer.receiveText()).isEqualTo("six");
    peer.send("back", addressOf(socket));
    ByteBuf target = emptyBuffer(100);
    Irp<Void> irp = completed(i -> socket.receiveFrom(WskBuf.ofWritable(target), 0, null, i));
    assertThat(irp.information()).isEqualTo(4);
    assertThat(irp.status()).isNotEqualTo(STATUS_PENDING);
  }
}

package io.wsk.tck;

import static io.wsk.api.Ws2Def.MSG_MCAST;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_REMOTE_ADDRESS;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_SENDTO_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_ACCESS_DENIED;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.wsk.api.CMsgHdr;
import io.wsk.api.CMsgHdr.InPktInfo;
import io.wsk.api.ReceivedFrom;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.MulticastMembership;
import io.wsk.api.control.SocketIoctl;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Controls of datagram sockets: fixed addresses, control info, broadcast, multicast, offloads. */
@SuppressWarnings("AddressSelection") // literals, which are not resolved
public abstract class DatagramControlContract extends DatagramContract {
  private static NtStatus performed(WskDatagramSocket socket, WskControlRequest request)
      throws InterruptedException {
    return completed((Irp<Void> irp) -> socket.control(request, irp)).status();
  }

  private static <V> V value(WskDatagramSocket socket, SocketOption<V> option) throws Exception {
    ControlOutput<V> out = ControlOutput.unlimited();
    assertThat(performed(socket, option.get(out))).as("get %s", option).isEqualTo(STATUS_SUCCESS);
    return out.get();
  }

  // ---- fixed addresses --------------------------------------------------------------------------

  @Test
  @WskRule("DGR-07")
  void aFixedPeerIsSentToByDefaultAndAloneIsHeard() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    WskDatagramSocket socket = context.socket();
    DatagramPeer fixed = peer();
    DatagramPeer other = peer();
    InetSocketAddress to = addressOf(socket);
    assertThat(performed(socket, SIO_WSK_SET_REMOTE_ADDRESS.request(fixed.address())))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(get(socket.sendTo(datagram("by default"), null))).isEqualTo(10);
    assertThat(fixed.receiveText()).isEqualTo("by default");
    assertThat(get(socket.sendMessages(datagrams(List.of("a", "b")), null))).isEqualTo(2);
    assertThat(fixed.receiveText()).isEqualTo("a");
    assertThat(fixed.receiveText()).isEqualTo("b");
    // An address that is given overrides it.
    assertThat(get(socket.sendTo(datagram("given"), other.address()))).isEqualTo(5);
    assertThat(other.receiveText()).isEqualTo("given");
    other.send("discarded", to);
    fixed.send("heard", to);
    assertThat(context.awaitTaken()).isEqualTo("heard");
    // Cleared, all are heard and nothing is sent by default.
    assertThat(performed(socket, SIO_WSK_SET_REMOTE_ADDRESS.request())).isEqualTo(STATUS_SUCCESS);
    other.send("heard now", to);
    assertThat(context.awaitTaken()).isEqualTo("heard now");
    Irp<Void> nowhere = completed(i -> socket.sendTo(datagram("x"), 0, null, List.of(), i));
    assertThat(nowhere.status()).isEqualTo(STATUS_INVALID_PARAMETER);
  }

  @Test
  @WskRule("DGR-07")
  void whatOthersHadSentBeforeThePeerWasFixedIsDiscarded() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), 0);
    DatagramPeer fixed = peer();
    DatagramPeer other = peer();
    InetSocketAddress to = addressOf(context.socket());
    other.send("before", to);
    fixed.send("mine", to);
    other.send("before too", to);
    turns(context.socket());
    assertThat(performed(context.socket(), SIO_WSK_SET_REMOTE_ADDRESS.request(fixed.address())))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    assertThat(context.awaitTaken()).isEqualTo("mine");
    turns(context.socket());
    assertThat(context.taken).isEmpty();
  }

  @Test
  @WskRule("DGR-07")
  void aFixedDestinationDoesNotFilter() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    WskDatagramSocket socket = context.socket();
    DatagramPeer destination = peer();
    DatagramPeer other = peer();
    assertThat(performed(socket, SIO_WSK_SET_SENDTO_ADDRESS.request(destination.address())))
        .isEqualTo(STATUS_SUCCESS);
    get(socket.sendTo(datagram("x"), null));
    assertThat(destination.receiveText()).isEqualTo("x");
    other.send("heard", addressOf(socket));
    assertThat(context.awaitTaken()).isEqualTo("heard");
    assertThat(performed(socket, SIO_WSK_SET_SENDTO_ADDRESS.request())).isEqualTo(STATUS_SUCCESS);
    Irp<Void> nowhere = completed(i -> socket.sendTo(datagram("x"), 0, null, List.of(), i));
    assertThat(nowhere.status()).isEqualTo(STATUS_INVALID_PARAMETER);
  }

  @Test
  @WskRule("DGR-07")
  void fixingAnAddressNeedsABoundSocketAnIrpAndAGoodAddress() throws Exception {
    WskDatagramSocket unbound = unboundDatagrams();
    WskDatagramSocket socket = bound();
    InetSocketAddress good = peer().address();
    for (SocketIoctl<InetSocketAddress, Void> ioctl :
        List.of(SIO_WSK_SET_REMOTE_ADDRESS, SIO_WSK_SET_SENDTO_ADDRESS)) {
      assertThat(performed(unbound, ioctl.request(good))).isEqualTo(STATUS_INVALID_DEVICE_STATE);
      assertThat(socket.control(ioctl.request(good), null)).isEqualTo(STATUS_INVALID_PARAMETER);
      assertThat(performed(socket, ioctl.request(new InetSocketAddress("::1", 9))))
          .isEqualTo(STATUS_INVALID_PARAMETER);
      assertThat(performed(socket, ioctl.request(new InetSocketAddress("127.0.0.1", 0))))
          .isEqualTo(STATUS_INVALID_ADDRESS);
      assertThat(performed(socket, ioctl.request(InetSocketAddress.createUnresolved("nowhere", 9))))
          .isEqualTo(STATUS_INVALID_ADDRESS);
    }
    Pair pair = connected(new TestConnection());
    Irp<Void> wrongKind =
        completed(i -> pair.socket().control(SIO_WSK_SET_REMOTE_ADDRESS.request(good), i));
    assertThat(wrongKind.status()).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
  }

  // ---- control information ----------------------------------------------------------------------

  @Test
  @WskRule({"DGR-09", "DGR-08"})
  void packetInfoTellsTheLocalAddressWhereTheHostDoes() throws Exception {
    WskDatagramSocket socket = unboundDatagrams();
    get(socket.bind(new InetSocketAddress("0.0.0.0", 0)));
    NtStatus set = performed(socket, SocketOptions.IP_PKTINFO.set(true));
    if (set != STATUS_SUCCESS) {
      assertThat(set).isEqualTo(STATUS_NOT_SUPPORTED);
      assertThat(value(socket, SocketOptions.IP_PKTINFO)).isFalse();
      return;
    }
    assertThat(value(socket, SocketOptions.IP_PKTINFO)).isTrue();
    InetAddress lo = InetAddress.getByName("127.0.0.1");
    NetworkInterface home = NetworkInterface.getByInetAddress(lo);
    ReceivedFrom received = new ReceivedFrom();
    ByteBuf target = emptyBuffer(8);
    peer().send("x", new InetSocketAddress(lo, addressOf(socket).getPort()));
    assertThat(get(socket.receiveFrom(WskBuf.ofWritable(target), received))).isEqualTo(1);
    assertThat(received.controlInfo())
        .containsExactly(CMsgHdr.of(new InPktInfo(lo, home.getIndex())));
    // Switched off, nothing is told.
    assertThat(performed(socket, SocketOptions.IP_PKTINFO.set(false))).isEqualTo(STATUS_SUCCESS);
    peer().send("y", new InetSocketAddress(lo, addressOf(socket).getPort()));
    assertThat(get(socket.receiveFrom(WskBuf.ofWritable(target), received))).isEqualTo(1);
    assertThat(received.controlInfo()).isEmpty();
  }

  @Test
  @WskRule("DGR-09")
  void packetInfoIsInIndicationsToo() throws Exception {
    TestDatagrams context = new TestDatagrams();
    java.util.concurrent.BlockingQueue<List<CMsgHdr>> told =
        new java.util.concurrent.LinkedBlockingQueue<>();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          told.add(datagrams.controlInfo());
          return STATUS_SUCCESS;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    boolean can = performed(context.socket(), SocketOptions.IP_PKTINFO.set(true)) == STATUS_SUCCESS;
    peer().send("x", addressOf(context.socket()));
    List<CMsgHdr> info = Eventually.taken("callback", told);
    assertThat(info).hasSize(can ? 1 : 0);
  }

  @Test
  @WskRule("DGR-09")
  void controlInfoOfASendIsTakenWhereItCanBeDone() throws Exception {
    expectWarning("does not send with control information");
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    InetSocketAddress local = addressOf(socket);
    CMsgHdr asBound = CMsgHdr.of(new InPktInfo(local.getAddress(), 0));
    Irp<Void> taken =
        completed(i -> socket.sendTo(datagram("a"), 0, peer.address(), List.of(asBound), i));
    assertThat(taken.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(peer.receiveText()).isEqualTo("a");
    assertSourceDone(socket, peer);
    CMsgHdr unknown = new CMsgHdr(0x7777, 1, 5);
    Irp<Void> refused =
        completed(i -> socket.sendTo(datagram("b"), 0, peer.address(), List.of(unknown), i));
    assertThat(refused.status()).isEqualTo(STATUS_NOT_SUPPORTED);
    CMsgHdr wrong = new CMsgHdr(io.wsk.api.Ws2Def.IPPROTO_IP, CMsgHdr.IP_PKTINFO, "no info");
    Irp<Void> bad =
        completed(
            i ->
                socket.sendMessages(datagrams(List.of("c")), 0, peer.address(), List.of(wrong), i));
    assertThat(bad.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    get(socket.sendTo(datagram("d"), peer.address()));
    assertThat(peer.receiveText()).isEqualTo("d");
  }

  /** Another source than the bound address is used, or refused; never ignored. */
  private void assertSourceDone(WskDatagramSocket socket, DatagramPeer peer) throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    List<CMsgHdr> info = List.of(CMsgHdr.of(new InPktInfo(other, 0)));
    Irp<Void> irp = completed(i -> socket.sendTo(datagram("s"), 0, peer.address(), info, i));
    if (irp.status() == STATUS_SUCCESS) {
      assertThat(peer.receivePacket().getAddress()).isEqualTo(other);
    } else {
      assertThat(irp.status()).isEqualTo(STATUS_NOT_SUPPORTED);
    }
  }

  // ---- broadcast and multicast ------------------------------------------------------------------

  @Test
  @WskRule("DGR-12")
  void broadcastingNeedsLeave() throws Exception {
    WskDatagramSocket socket = unboundDatagrams();
    get(socket.bind(new InetSocketAddress("0.0.0.0", 0)));
    assertThat(value(socket, SocketOptions.SO_BROADCAST)).isFalse();
    for (String address : List.of("255.255.255.255", "127.255.255.255")) {
      InetSocketAddress to = new InetSocketAddress(address, 9);
      Irp<Void> refused = completed(i -> socket.sendTo(datagram("x"), 0, to, List.of(), i));
      assertThat(refused.status()).as(address).isEqualTo(STATUS_ACCESS_DENIED);
      assertThat(refused.information()).isZero();
    }
    assertThat(performed(socket, SocketOptions.SO_BROADCAST.set(true))).isEqualTo(STATUS_SUCCESS);
    assertThat(value(socket, SocketOptions.SO_BROADCAST)).isTrue();
    InetSocketAddress to = new InetSocketAddress("127.255.255.255", 9);
    Irp<Void> sent = completed(i -> socket.sendTo(datagram("x"), 0, to, List.of(), i));
    assertThat(sent.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(performed(socket, SocketOptions.SO_BROADCAST.set(false))).isEqualTo(STATUS_SUCCESS);
    Irp<Void> again = completed(i -> socket.sendTo(datagram("x"), 0, to, List.of(), i));
    assertThat(again.status()).isEqualTo(STATUS_ACCESS_DENIED);
  }

  @Test
  @WskRule("DGR-02")
  void aListThatFailsSaysHowMuchWasSent() throws Exception {
    // All datagrams of a list have one destination, so here all of them fail.
    WskDatagramSocket socket = unboundDatagrams();
    get(socket.bind(new InetSocketAddress("0.0.0.0", 0)));
    InetSocketAddress to = new InetSocketAddress("127.255.255.255", 9);
    Irp<Void> irp = completed(i -> socket.sendMessages(datagrams(texts(5)), 0, to, List.of(), i));
    assertThat(irp.status()).isEqualTo(STATUS_ACCESS_DENIED);
    assertThat(irp.information()).isZero();
    DatagramPeer peer = peer();
    get(socket.sendTo(datagram("x"), peer.address()));
    assertThat(peer.receiveText()).isEqualTo("x");
  }

  @Test
  @WskRule({"DGR-08", "OPT-02"})
  void multicastArrivesOnceJoinedAndNoMoreOnceLeft() throws Exception {
    // With 0 hops nothing leaves the host, so an interface of a network will do.
    NetworkInterface lo = multicastInterface();
    InetAddress group = InetAddress.getByName("239.77.1.1");
    TestDatagrams context = unbound(new TestDatagrams());
    WskDatagramSocket socket = context.socket();
    get(socket.bind(new InetSocketAddress("0.0.0.0", 0)));
    MulticastMembership membership = new MulticastMembership(group, lo);
    NtStatus joined = performed(socket, SocketOptions.IP_ADD_MEMBERSHIP.set(membership));
    assumeTrue(joined == STATUS_SUCCESS, "the host cannot join a group: " + joined);
    WskDatagramSocket sender = unboundDatagrams();
    get(sender.bind(new InetSocketAddress("0.0.0.0", 0)));
    assertThat(performed(sender, SocketOptions.IP_MULTICAST_IF.set(lo))).isEqualTo(STATUS_SUCCESS);
    assertThat(value(sender, SocketOptions.IP_MULTICAST_IF)).isEqualTo(lo);
    assertThat(performed(sender, SocketOptions.IP_MULTICAST_TTL.set(0))).isEqualTo(STATUS_SUCCESS);
    assertThat(value(sender, SocketOptions.IP_MULTICAST_TTL)).isZero();
    assertThat(performed(sender, SocketOptions.IP_MULTICAST_TTL.set(256)))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(performed(sender, SocketOptions.IP_MULTICAST_LOOP.set(true)))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(value(sender, SocketOptions.IP_MULTICAST_LOOP)).isTrue();
    InetSocketAddress to = new InetSocketAddress(group, addressOf(socket).getPort());
    Irp<Void> sent = completed(i -> sender.sendTo(datagram("all"), 0, to, List.of(), i));
    assumeTrue(sent.status() == STATUS_SUCCESS, "the host cannot multicast: " + sent.status());
    ReceivedFrom received = new ReceivedFrom();
    assertThat(get(socket.receiveFrom(WskBuf.ofWritable(emptyBuffer(8)), received))).isEqualTo(3);
    assertThat(received.controlFlags()).isIn(0, MSG_MCAST);
    if (performed(socket, SocketOptions.IP_PKTINFO.set(true)) == STATUS_SUCCESS) {
      get(sender.sendTo(datagram("all"), to));
      get(socket.receiveFrom(WskBuf.ofWritable(emptyBuffer(8)), received));
      assertThat(received.controlFlags()).isEqualTo(MSG_MCAST);
    }
    // Without loop nothing comes back to this host, nor after the group was left.
    assertThat(control(socket, WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    assertThat(performed(sender, SocketOptions.IP_MULTICAST_LOOP.set(false)))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(value(sender, SocketOptions.IP_MULTICAST_LOOP)).isFalse();
    if (!lo.isLoopback()) {
      get(sender.sendTo(datagram("not back"), to));
    }
    get(sender.sendTo(datagram("direct"), loopback(to)));
    assertThat(context.awaitTaken()).isEqualTo("direct");
    assertThat(performed(sender, SocketOptions.IP_MULTICAST_LOOP.set(true)))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(performed(socket, SocketOptions.IP_DROP_MEMBERSHIP.set(membership)))
        .isEqualTo(STATUS_SUCCESS);
    get(sender.sendTo(datagram("left"), to));
    get(sender.sendTo(datagram("direct"), loopback(to)));
    assertThat(context.awaitTaken()).isEqualTo("direct");
  }

  /** An interface that multicasts come back on only if the sender wants that, else loopback. */
  private static NetworkInterface multicastInterface() throws Exception {
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      boolean inet = each.inetAddresses().anyMatch(a -> a instanceof Inet4Address);
      if (inet && each.isUp() && each.supportsMulticast() && !each.isLoopback()) {
        return each;
      }
    }
    return NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
  }

  private static InetSocketAddress loopback(InetSocketAddress address) {
    return new InetSocketAddress("127.0.0.1", address.getPort());
  }

  @Test
  @WskRule({"OPT-02", "OPT-05"})
  void badMembershipsAreRefused() throws Exception {
    NetworkInterface lo = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
    WskDatagramSocket socket = bound();
    MulticastMembership four = new MulticastMembership(InetAddress.getByName("239.77.1.2"), lo);
    MulticastMembership six = new MulticastMembership(InetAddress.getByName("ff02::77"), lo);
    assertThat(performed(unboundDatagrams(), SocketOptions.IP_ADD_MEMBERSHIP.set(four)))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(performed(socket, SocketOptions.IP_ADD_MEMBERSHIP.set(six)))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(performed(socket, SocketOptions.IPV6_ADD_MEMBERSHIP.set(six)))
        .isEqualTo(STATUS_NOT_SUPPORTED);
    assertThat(performed(socket, SocketOptions.IP_DROP_MEMBERSHIP.set(four)))
        .isEqualTo(STATUS_NOT_FOUND);
    NtStatus joined = performed(socket, SocketOptions.IP_ADD_MEMBERSHIP.set(four));
    assumeTrue(joined == STATUS_SUCCESS, "the host cannot join on loopback: " + joined);
    assertThat(performed(socket, SocketOptions.IP_ADD_MEMBERSHIP.set(four)))
        .isEqualTo(STATUS_ADDRESS_ALREADY_EXISTS);
    assertThat(performed(socket, SocketOptions.IP_DROP_MEMBERSHIP.set(four)))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(performed(socket, SocketOptions.IP_DROP_MEMBERSHIP.set(four)))
        .isEqualTo(STATUS_NOT_FOUND);
  }

  // ---- offloads ---------------------------------------------------------------------------------

  @Test
  @WskRule("DGR-11")
  void aLongSendIsCutByTheHostWhereItCan() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    assertThat(performed(socket, SocketOptions.UDP_SEND_MSG_SIZE.set(-1)))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    NtStatus set = performed(socket, SocketOptions.UDP_SEND_MSG_SIZE.set(1000));
    if (set == STATUS_NOT_SUPPORTED) {
      assertThat(value(socket, SocketOptions.UDP_SEND_MSG_SIZE)).isZero();
      return;
    }
    assertThat(set).isEqualTo(STATUS_SUCCESS);
    assertThat(value(socket, SocketOptions.UDP_SEND_MSG_SIZE)).isEqualTo(1000);
    byte[] all = Bytes.pattern(3500, 1);
    assertThat(get(socket.sendTo(datagram(all), peer.address()))).isEqualTo(3500);
    ByteBuf whole = emptyBuffer(3500);
    for (int length : new int[] {1000, 1000, 1000, 500}) {
      byte[] part = peer.receive();
      assertThat(part).hasSize(length);
      whole.writeBytes(part);
    }
    assertThat(Bytes.first(whole, 3500)).isEqualTo(all);
    assertThat(performed(socket, SocketOptions.UDP_SEND_MSG_SIZE.set(0))).isEqualTo(STATUS_SUCCESS);
    get(socket.sendTo(datagram(all), peer.address()));
    assertThat(peer.receive()).hasSize(3500);
  }

  @Test
  @WskRule("DGR-11")
  void whatTheHostHasCoalescedIsIndicatedOneByOne() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    WskDatagramSocket socket = context.socket();
    WskDatagramSocket sender = bound();
    NtStatus set = performed(socket, SocketOptions.UDP_RECV_MAX_COALESCED_SIZE.set(65_535));
    if (set == STATUS_NOT_SUPPORTED) {
      assertThat(value(socket, SocketOptions.UDP_RECV_MAX_COALESCED_SIZE)).isZero();
      return;
    }
    assertThat(set).isEqualTo(STATUS_SUCCESS);
    assertThat(value(socket, SocketOptions.UDP_RECV_MAX_COALESCED_SIZE)).isEqualTo(65_535);
    assertThat(performed(sender, SocketOptions.UDP_SEND_MSG_SIZE.set(1000)))
        .isEqualTo(STATUS_SUCCESS);
    byte[] all = Bytes.pattern(20_500, 2);
    get(sender.sendTo(datagram(all), addressOf(socket)));
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      String part = context.awaitTaken();
      assertThat(part).hasSize(i < 20 ? 1000 : 500);
      whole.append(part);
    }
    assertThat(whole.toString()).isEqualTo(Bytes.text(all));
    assertThat(performed(socket, SocketOptions.UDP_RECV_MAX_COALESCED_SIZE.set(0)))
        .isEqualTo(STATUS_SUCCESS);
    peer().send(new byte[60_000], addressOf(socket));
    assertThat(context.awaitTaken()).hasSize(60_000);
  }

  @Test
  @WskRule({"OPT-05", "DGR-11", "DGR-12"})
  void optionsOfDatagramsAreNotThoseOfOtherSockets() throws Exception {
    Pair pair = connected(new TestConnection());
    for (WskControlRequest request :
        List.of(
            SocketOptions.SO_BROADCAST.set(true),
            SocketOptions.UDP_SEND_MSG_SIZE.set(1000),
            SocketOptions.IP_PKTINFO.set(true),
            SocketOptions.IP_MULTICAST_TTL.set(1))) {
      Irp<Void> irp = completed(i -> pair.socket().control(request, i));
      assertThat(irp.status()).as("%s", request).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  @Test
  @WskRule({"OPT-01", "CLO-08"})
  void anOptionOfASocketThatIsBeingLostIsAnswered() throws Exception {
    assumeTrue(harness().isSynchronous(), "a socket of this transport cannot be lost at once");
    BlockingQueue<Irp<Void>> answers = new LinkedBlockingQueue<>();
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          if (datagrams != null) {
            // Gone from the host, and the provider has not been told yet.
            harness().lose(context.socket());
            Irp<Void> irp = Irp.allocate();
            answers.add(irp);
            context.socket().control(SocketOptions.SO_BROADCAST.set(true), irp);
          }
          return STATUS_SUCCESS;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    peer().send("x", addressOf(context.socket()));
    Irp<Void> irp = Eventually.taken("answer", answers);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isIn(STATUS_INVALID_DEVICE_STATE, STATUS_FILE_FORCED_CLOSED);
    // The callback hears of the loss once it has returned.
    assertThat(Eventually.taken("data", context.calls).datagrams()).isNotNull();
    assertThat(Eventually.taken("loss", context.calls).datagrams()).isNull();
  }
}

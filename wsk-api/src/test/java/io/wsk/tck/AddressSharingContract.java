package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_DATAGRAM_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_STREAM_SOCKET;
import static io.wsk.api.control.SocketOptions.SO_EXCLUSIVEADDRUSE;
import static io.wsk.api.control.SocketOptions.SO_REUSEADDR;
import static io.wsk.api.control.SocketOptions.SO_WSK_SECURITY;
import static io.wsk.nt.NtStatus.STATUS_ACCESS_DENIED;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.SecurityContract.ALICE;
import static io.wsk.tck.SecurityContract.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskFuture;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.WskSocketOwner;
import io.wsk.api.WskStreamSocket;
import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.SecurityDescriptor;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may bind where somebody is bound already: ADR-01, and LIS-11 for other programs. */
public abstract class AddressSharingContract extends ContractTest {
  /** What a socket says about its address before it is bound. */
  private enum Says {
    NONE,
    REUSE,
    EXCL
  }

  /** What the table gives. */
  private enum Cell {
    OK,
    I,
    D,
    CHK
  }

  /** One side of the table: what a socket says, and whether it wants the wildcard. */
  private record Side(Says says, boolean wildcard) {
    @Override
    public String toString() {
      return says + (wildcard ? " W" : " S");
    }
  }

  /** The kinds of sockets that are bound, by what the table knows of them. */
  private enum Kind {
    LISTEN(WSK_FLAG_LISTEN_SOCKET, SOCK_STREAM, IPPROTO_TCP),
    CONNECTION(WSK_FLAG_CONNECTION_SOCKET, SOCK_STREAM, IPPROTO_TCP),
    STREAM(WSK_FLAG_STREAM_SOCKET, SOCK_STREAM, IPPROTO_TCP),
    DATAGRAM(WSK_FLAG_DATAGRAM_SOCKET, SOCK_DGRAM, IPPROTO_UDP);

    final int flags;
    final int type;
    final int protocol;

    Kind(int flags, int type, int protocol) {
      this.flags = flags;
      this.type = type;
      this.protocol = protocol;
    }
  }

  private static final List<Side> SIDES = sides();

  /** The table of the contract, as it is printed there. */
  private static final List<String> TABLE =
      List.of(
          "I   OK  I   OK  I   OK",
          "CHK I   CHK D   D   I",
          "D   OK  OK  OK  D   OK",
          "CHK D   OK  OK  D   D",
          "I   I   I   I   I   I",
          "CHK I   CHK I   D   I");

  private static List<Side> sides() {
    List<Side> sides = new ArrayList<>();
    for (Says says : Says.values()) {
      sides.add(new Side(says, true));
      sides.add(new Side(says, false));
    }
    return sides;
  }

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int row = 0; row < TABLE.size(); row++) {
        String[] columns = TABLE.get(row).split(" +", -1);
        for (int column = 0; column < columns.length; column++) {
          Cell cell = Cell.valueOf(columns[column]);
          cells.add(Arguments.of(kind, SIDES.get(row), SIDES.get(column), cell));
        }
      }
    }
    return cells.stream();
  }

  // ---- the table --------------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}: {1}, then {2}: {3}")
  @MethodSource("cells")
  @WskRule("ADR-01")
  void aSecondBindGivesWhatTheTableSays(Kind kind, Side first, Side second, Cell cell)
      throws Exception {
    WskSocket holder = socket(kind, first, null, null);
    int port = bindAnywhere(kind, holder, first);
    // Nobody has a descriptor: whoever is checked is not granted.
    WskSocket stranger = socket(kind, second, BOB, null);
    assertStatus(bind(kind, stranger, second, port), withoutGrant(cell));
    if (cell == Cell.CHK) {
      CachedSecurityDescriptor forBob =
          SecurityContract.cached(npi(), SecurityDescriptor.of(ALICE, BOB));
      get(set(holder, forBob));
      assertStatus(
          bind(kind, socket(kind, second, null, null), second, port), STATUS_ACCESS_DENIED);
      assertStatus(bind(kind, socket(kind, second, BOB, null), second, port), STATUS_SUCCESS);
    }
  }

  private static NtStatus withoutGrant(Cell cell) {
    return switch (cell) {
      case OK -> STATUS_SUCCESS;
      case I -> STATUS_ADDRESS_ALREADY_EXISTS;
      case D, CHK -> STATUS_ACCESS_DENIED;
    };
  }

  /** Where the table says yes, the host has the last word; the kit knows which hosts say yes. */
  private void assertStatus(NtStatus actual, NtStatus expected) {
    if (expected == STATUS_SUCCESS && actual == STATUS_ADDRESS_ALREADY_EXISTS) {
      Assumptions.assumeTrue(
          harness().hostSharesAddresses(), "this host's kernel refuses to share");
    }
    if (expected != actual && actual == STATUS_ADDRESS_ALREADY_EXISTS) {
      Assumptions.assumeTrue(
          harness().hasIpv4Sockets(), "the host's sockets are IPv6 ones, and their wildcard too");
    }
    assertThat(actual).isEqualTo(expected);
  }

  private WskSocket socket(
      Kind kind, Side side, Principal principal, CachedSecurityDescriptor descriptor)
      throws Exception {
    WskSocketOwner owner = WskSocketOwner.of(principal, descriptor);
    Irp<WskSocket> created =
        completed(
            irp ->
                npi()
                    .dispatch()
                    .socket(
                        npi().client(),
                        AF_INET,
                        kind.type,
                        kind.protocol,
                        kind.flags,
                        null,
                        null,
                        owner,
                        irp));
    Assumptions.assumeFalse(
        created.status() == STATUS_NOT_SUPPORTED, "the provider has no sockets of this kind");
    WskSocket socket = closeLater(created.result());
    switch (side.says()) {
      case NONE -> {
        // Says nothing.
      }
      case REUSE -> get(socket.set(SO_REUSEADDR, true));
      case EXCL -> get(socket.set(SO_EXCLUSIVEADDRUSE, true));
    }
    return socket;
  }

  private static WskFuture<Void> set(WskSocket socket, CachedSecurityDescriptor value) {
    return socket.set(SO_WSK_SECURITY, value);
  }

  private static InetSocketAddress at(Side side, int port) {
    return side.wildcard()
        ? new InetSocketAddress("0.0.0.0", port)
        : new InetSocketAddress(anyLoopback().getAddress(), port);
  }

  private static NtStatus bind(Kind kind, WskSocket socket, Side side, int port)
      throws InterruptedException {
    BiFunction<InetSocketAddress, Irp<Void>, NtStatus> bind = binder(kind, socket);
    return completed((Irp<Void> irp) -> bind.apply(at(side, port), irp)).status();
  }

  private static BiFunction<InetSocketAddress, Irp<Void>, NtStatus> binder(
      Kind kind, WskSocket socket) {
    return switch (kind) {
      case LISTEN -> (address, irp) -> ((WskListenSocket) socket).bind(address, 0, irp);
      case CONNECTION -> (address, irp) -> ((WskConnectionSocket) socket).bind(address, 0, irp);
      case STREAM -> (address, irp) -> ((WskStreamSocket) socket).bind(address, 0, irp);
      case DATAGRAM -> (address, irp) -> ((WskDatagramSocket) socket).bind(address, 0, irp);
    };
  }

  /** Binds to a port of the host's choice. */
  private static int bindAnywhere(Kind kind, WskSocket socket, Side side) throws Exception {
    assertThat(bind(kind, socket, side, 0)).isEqualTo(STATUS_SUCCESS);
    return localAddress(kind, socket).getPort();
  }

  private static InetSocketAddress localAddress(Kind kind, WskSocket socket) throws Exception {
    return switch (kind) {
      case LISTEN -> get(((WskListenSocket) socket).getLocalAddress());
      case CONNECTION -> get(((WskConnectionSocket) socket).getLocalAddress());
      case STREAM -> get(((WskStreamSocket) socket).getLocalAddress());
      case DATAGRAM -> get(((WskDatagramSocket) socket).getLocalAddress());
    };
  }

  // ---- around the table -------------------------------------------------------------------------

  private static final Side NONE_W = new Side(Says.NONE, true);
  private static final Side NONE_S = new Side(Says.NONE, false);
  private static final Side REUSE_S = new Side(Says.REUSE, false);

  @Test
  @WskRule({"ADR-01", "LIS-11"})
  void aSocketThatWasRefusedMayBeBoundElsewhereAndTheFirstIsUnharmed() throws Exception {
    WskListenSocket first = (WskListenSocket) socket(Kind.LISTEN, NONE_S, null, null);
    int port = bindAnywhere(Kind.LISTEN, first, NONE_S);
    for (Kind kind : new Kind[] {Kind.LISTEN, Kind.CONNECTION}) {
      WskSocket second = socket(kind, REUSE_S, null, null);
      assertStatus(bind(kind, second, REUSE_S, port), STATUS_ACCESS_DENIED);
      assertStatus(bind(kind, second, REUSE_S, port), STATUS_ACCESS_DENIED);
      assertStatus(bind(kind, second, REUSE_S, 0), STATUS_SUCCESS);
      assertThat(localAddress(kind, second).getPort()).isNotEqualTo(port);
    }
    peerOf(first);
    Turns.of(first);
  }

  @Test
  @WskRule("ADR-01")
  void whoWantsTheAddressAloneGetsItsConnections() throws Exception {
    WskListenSocket everywhere = (WskListenSocket) socket(Kind.LISTEN, NONE_W, null, null);
    int port = bindAnywhere(Kind.LISTEN, everywhere, NONE_W);
    WskListenSocket here = (WskListenSocket) socket(Kind.LISTEN, NONE_S, null, null);
    assertStatus(bind(Kind.LISTEN, here, NONE_S, port), STATUS_SUCCESS);
    Peer peer = peerOf(here);
    WskConnectionSocket accepted = closeLater(get(here.accept(null, none())));
    assertThat(get(accepted.getRemoteAddress())).isEqualTo(peer.localAddress());
    Turns.of(accepted, peer);
    // With the specific one gone the wildcard serves the address again.
    get(here.close());
    Irp<WskConnectionSocket> accepting = Irp.allocate();
    everywhere.accept(0, null, null, null, null, accepting);
    // The host may take a moment to let a closed listener go; until then that one gets it.
    Eventually.until(
        "the wildcard gets a connection",
        () -> {
          try (Peer next = Peer.connect(new InetSocketAddress(anyLoopback().getAddress(), port))) {
            return next.socket().isConnected() && accepting.await(Duration.ofMillis(10));
          }
        });
    assertThat(accepting.status()).isEqualTo(STATUS_SUCCESS);
    closeLater(accepting.result());
  }

  private static <C> WskClientConnectionDispatch<C> none() {
    return WskClientConnectionDispatch.none();
  }

  @Test
  @WskRule("ADR-01")
  void anAddressIsFreeOnceItsSocketIsClosed() throws Exception {
    for (Kind kind : new Kind[] {Kind.LISTEN, Kind.CONNECTION}) {
      WskSocket first = socket(kind, new Side(Says.EXCL, true), null, null);
      int port = bindAnywhere(kind, first, NONE_W);
      WskSocket second = socket(kind, NONE_W, null, null);
      assertStatus(bind(kind, second, NONE_W, port), STATUS_ADDRESS_ALREADY_EXISTS);
      get(first.close());
      // The host may take a moment to let it go.
      Eventually.until(
          "the address is free", () -> bind(kind, second, NONE_W, port) == STATUS_SUCCESS);
    }
  }

  @Test
  @WskRule("ADR-01")
  void manySocketsShareWhereAllSaySo() throws Exception {
    WskSocket first = socket(Kind.LISTEN, REUSE_S, null, null);
    int port = bindAnywhere(Kind.LISTEN, first, REUSE_S);
    for (int i = 0; i < 5; i++) {
      WskSocket next = socket(Kind.LISTEN, REUSE_S, null, null);
      assertStatus(bind(Kind.LISTEN, next, REUSE_S, port), STATUS_SUCCESS);
    }
    // One that does not say so meets all of them.
    WskSocket other = socket(Kind.LISTEN, NONE_S, BOB, null);
    assertStatus(bind(Kind.LISTEN, other, NONE_S, port), STATUS_ACCESS_DENIED);
  }

  @Test
  @WskRule({"ADR-01", "THR-01"})
  void callsInARowFindTheBindThatSharesDone() throws Exception {
    WskSocket first = socket(Kind.LISTEN, REUSE_S, null, null);
    InetSocketAddress address = at(REUSE_S, bindAnywhere(Kind.LISTEN, first, REUSE_S));
    for (int i = 0; i < 8; i++) {
      WskListenSocket next = (WskListenSocket) socket(Kind.LISTEN, REUSE_S, null, null);
      Irp<Void> binding = Irp.allocate();
      Irp<Void> asking = Irp.allocate();
      Irp<WskConnectionSocket> accepting = Irp.allocate();
      Out<InetSocketAddress> local = new Out<>();
      next.bind(address, 0, binding);
      next.getLocalAddress(local, asking);
      next.accept(0, null, null, null, null, accepting);
      assertThat(binding.await(Eventually.LIMIT)).isTrue();
      assertStatus(binding.status(), STATUS_SUCCESS);
      assertThat(asking.await(Eventually.LIMIT)).isTrue();
      assertThat(asking.status()).isEqualTo(STATUS_SUCCESS);
      assertThat(local.get()).isEqualTo(address);
      get(next.close());
      assertThat(accepting.await(Eventually.LIMIT)).isTrue();
      assertThat(accepting.status()).isEqualTo(STATUS_CANCELLED);
    }
  }

  @Test
  @WskRule("ADR-01")
  void theDescriptorGivenAtCreationCountsToo() throws Exception {
    CachedSecurityDescriptor forBob =
        SecurityContract.cached(npi(), SecurityDescriptor.of(ALICE, BOB));
    WskSocket first = socket(Kind.LISTEN, NONE_S, ALICE, forBob);
    int port = bindAnywhere(Kind.LISTEN, first, NONE_S);
    WskSocket owners = socket(Kind.LISTEN, NONE_W, ALICE, null);
    assertStatus(bind(Kind.LISTEN, owners, NONE_W, port), STATUS_SUCCESS);
    WskSocket nobodys = socket(Kind.LISTEN, new Side(Says.REUSE, true), null, null);
    assertStatus(
        bind(Kind.LISTEN, nobodys, new Side(Says.REUSE, true), port), STATUS_ACCESS_DENIED);
  }

  @Test
  @WskRule({"ADR-01", "CLO-01", "CLO-05"})
  void aBindThatWaitsForTheOtherSocketIsEndedByCloseFirst() throws Exception {
    Held held = closeLater(new Held());
    TestListener listener = new TestListener();
    WskListenSocket first =
        closeLater(
            get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, listener, TestListener.DISPATCH)));
    listener.onAccept(
        (flags, local, remote, accepted, out) -> {
          held.hold();
          return STATUS_REQUEST_NOT_ACCEPTED;
        });
    get(first.set(SO_REUSEADDR, true));
    get(first.bind(anyLoopback()));
    InetSocketAddress address = addressOf(first);
    WskSocket second = socket(Kind.LISTEN, REUSE_S, null, null);
    assertThat(control(first, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    peerOf(first);
    held.awaitEntered();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Irp<Void> binding = Irp.onCompletion(() -> order.add("bind"));
    Irp<Void> closing = Irp.onCompletion(() -> order.add("close"));
    assertThat(((WskListenSocket) second).bind(address, 0, binding)).isEqualTo(STATUS_PENDING);
    assertThat(second.close(closing)).isEqualTo(STATUS_PENDING);
    held.letGo();
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(order).containsExactly("bind", "close");
    assertThat(binding.status()).isIn(STATUS_SUCCESS, STATUS_CANCELLED);
    get(first.close());
  }

  @Test
  @WskRule({"ADR-01", "STR-01"})
  void aStreamSocketThatListensKeepsWhatItsBindGaveIt() throws Exception {
    WskSocket everywhere = socket(Kind.LISTEN, NONE_W, null, null);
    int port = bindAnywhere(Kind.LISTEN, everywhere, NONE_W);
    WskStreamSocket stream = (WskStreamSocket) socket(Kind.STREAM, NONE_S, null, null);
    assertStatus(bind(Kind.STREAM, stream, NONE_S, port), STATUS_SUCCESS);
    get(stream.listen());
    Peer peer = closeLater(Peer.connect(new InetSocketAddress(anyLoopback().getAddress(), port)));
    WskConnectionSocket accepted = closeLater(get(stream.accept(null, none())));
    assertThat(get(accepted.getRemoteAddress())).isEqualTo(peer.localAddress());
    Turns.of(accepted, peer);
    WskSocket third = socket(Kind.LISTEN, NONE_S, null, null);
    assertStatus(bind(Kind.LISTEN, third, NONE_S, port), STATUS_ADDRESS_ALREADY_EXISTS);
    WskSocket other = socket(Kind.STREAM, REUSE_S, null, null);
    assertStatus(bind(Kind.STREAM, other, REUSE_S, port), STATUS_ACCESS_DENIED);
  }

  // ---- other programs ---------------------------------------------------------------------------

  @Test
  @WskRule({"LIS-11", "ADR-01"})
  void anAddressOfAnotherProgramIsTakenWhateverIsSaid() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    int port = server.address().getPort();
    for (Kind kind : new Kind[] {Kind.LISTEN, Kind.CONNECTION}) {
      for (Side side : SIDES) {
        WskSocket socket = socket(kind, side, null, null);
        assertThat(bind(kind, socket, side, port))
            .as("%s %s", kind, side)
            .isEqualTo(STATUS_ADDRESS_ALREADY_EXISTS);
      }
    }
  }

  @Test
  @WskRule("ADR-01")
  void aDatagramAddressOfAnotherProgramIsTakenWhateverIsSaid() throws Exception {
    try (DatagramSocket other = new DatagramSocket(anyLoopback())) {
      for (Side side : SIDES) {
        WskSocket socket = socket(Kind.DATAGRAM, side, null, null);
        assertThat(bind(Kind.DATAGRAM, socket, side, other.getLocalPort()))
            .as("%s", side)
            .isEqualTo(STATUS_ADDRESS_ALREADY_EXISTS);
      }
    }
  }

  @Test
  @WskRule({"LIS-11", "ADR-01"})
  void whatIsSharedHereIsStillTakenForOtherPrograms() throws Exception {
    WskSocket first = socket(Kind.LISTEN, REUSE_S, null, null);
    int port = bindAnywhere(Kind.LISTEN, first, REUSE_S);
    WskSocket second = socket(Kind.LISTEN, REUSE_S, null, null);
    assertStatus(bind(Kind.LISTEN, second, REUSE_S, port), STATUS_SUCCESS);
    for (boolean reuse : new boolean[] {false, true}) {
      try (ServerSocket other = new ServerSocket()) {
        other.setReuseAddress(reuse);
        assertThatThrownBy(
                () -> other.bind(new InetSocketAddress(anyLoopback().getAddress(), port)))
            .isInstanceOf(BindException.class);
      }
    }
  }
}

package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.control.SocketIoctls.SIO_ADDRESS_LIST_CHANGE;
import static io.wsk.api.control.SocketIoctls.SIO_ADDRESS_LIST_QUERY;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_REGISTER_EXTENSION;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.NpiId;
import io.wsk.api.control.SocketAddressList;
import io.wsk.api.control.SocketIoctl;
import io.wsk.api.control.WskExtensionControlIn;
import io.wsk.api.control.WskExtensionControlOut;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** OPT-03 and OPT-06: the ioctls that any socket has. */
public abstract class AddressListContract extends ConnectionContract {
  private WskSocket basic(int family) throws Exception {
    return closeLater(get(npi().socket(family, SOCK_STREAM, IPPROTO_TCP)));
  }

  private static List<InetAddress> addressesOf(WskSocket socket) {
    ControlOutput<SocketAddressList> output = ControlOutput.unlimited();
    assertThat(socket.control(SIO_ADDRESS_LIST_QUERY.request(output), null))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(output.sizeReturned()).isEqualTo(output.get().addresses().size());
    return output.get().addresses();
  }

  /** Of a network for documentation, so that nobody has it (RFC 5737). */
  private static InetAddress newAddress(int lastByte) throws Exception {
    return InetAddress.getByAddress(new byte[] {(byte) 198, 51, 100, (byte) lastByte});
  }

  // ---- SIO_ADDRESS_LIST_QUERY
  // --------------------------------------------------------------------

  @Test
  @WskRule("OPT-03")
  void theListHasTheAddressesThatCanBeBoundTo() throws Exception {
    List<InetAddress> addresses = addressesOf(basic(AF_INET));
    assertThat(addresses).contains(InetAddress.getLoopbackAddress());
    assertThat(addresses).doesNotHaveDuplicates().allMatch(Inet4Address.class::isInstance);
    for (InetAddress address : addresses) {
      try (ServerSocket bound = new ServerSocket(0, 1, address)) {
        assertThat(bound.isBound()).isTrue();
      }
    }
    assertThat(addressesOf(basic(AF_INET6))).allMatch(Inet6Address.class::isInstance);
  }

  @Test
  @WskRule("OPT-03")
  void everyKindOfSocketTellsTheListOfItsFamily() throws Exception {
    List<InetAddress> addresses = addressesOf(basic(AF_INET));
    WskSocket datagrams = closeLater(get(npi().socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP)));
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    for (WskSocket socket :
        List.of(datagrams, listener, unbound(), connected(new TestConnection()).socket())) {
      assertThat(addressesOf(socket)).containsExactlyInAnyOrderElementsOf(addresses);
    }
  }

  @Test
  @WskRule({"OPT-03", "OPT-05"})
  void aListThatDoesNotFitTellsItsSize() throws Exception {
    WskSocket socket = basic(AF_INET);
    int size = addressesOf(socket).size();
    for (int capacity : new int[] {0, size - 1}) {
      ControlOutput<SocketAddressList> small = ControlOutput.ofCapacity(capacity);
      assertThat(socket.control(SIO_ADDRESS_LIST_QUERY.request(small), null))
          .isEqualTo(STATUS_BUFFER_OVERFLOW);
      assertThat(small.sizeReturned()).isEqualTo(size);
      assertThat(small.value()).isNull();
    }
    ControlOutput<SocketAddressList> fitting = ControlOutput.ofCapacity(size);
    assertThat(socket.control(SIO_ADDRESS_LIST_QUERY.request(fitting), null))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(fitting.get().addresses()).hasSize(size);
  }

  @Test
  @WskRule({"OPT-03", "IRP-07"})
  void theListIsAskedForWithoutIrp() throws Exception {
    WskSocket socket = basic(AF_INET);
    ControlOutput<SocketAddressList> output = ControlOutput.unlimited();
    failsWith(
        STATUS_INVALID_PARAMETER,
        irp -> socket.control(SIO_ADDRESS_LIST_QUERY.request(output), irp));
    // The rule is the ioctl's, whatever a client says that has named it by itself.
    SocketIoctl<Void, SocketAddressList> named =
        SocketIoctl.of("MINE", SIO_ADDRESS_LIST_QUERY.code(), Void.class, SocketAddressList.class);
    failsWith(STATUS_INVALID_PARAMETER, irp -> socket.control(named.request(output), irp));
    assertThat(output.value()).isNull();
  }

  @Test
  @WskRule({"OPT-03", "OPT-05"})
  void aMissingOrForeignOutputIsOfAWrongSize() throws Exception {
    WskSocket socket = basic(AF_INET);
    assertThat(socket.control(SIO_ADDRESS_LIST_QUERY.request(), null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    SocketIoctl<Integer, Integer> named =
        SocketIoctl.of("MINE", SIO_ADDRESS_LIST_QUERY.code(), Integer.class, Integer.class)
            .withIrpUse(SIO_ADDRESS_LIST_QUERY.irpUse());
    assertThat(socket.control(named.request(ControlOutput.unlimited()), null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(socket.control(named.request(1), null)).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
  }

  @Test
  @WskRule({"OPT-03", "CLO-05"})
  void aClosedSocketTellsNothing() throws Exception {
    WskSocket socket = basic(AF_INET);
    get(socket.close());
    assertThat(socket.control(SIO_ADDRESS_LIST_QUERY.request(ControlOutput.unlimited()), null))
        .isEqualTo(STATUS_INVALID_HANDLE);
  }

  // ---- SIO_ADDRESS_LIST_CHANGE
  // -------------------------------------------------------------------

  private static Irp<Void> awaiting(WskSocket socket) {
    Irp<Void> irp = Irp.allocate();
    assertThat(socket.control(SIO_ADDRESS_LIST_CHANGE.request(), irp)).isEqualTo(STATUS_PENDING);
    return irp;
  }

  /** An answer to a request of the same kind that is withdrawn shows that the first is there. */
  private static void assertStillPending(WskSocket socket, Irp<Void> irp) throws Exception {
    Irp<Void> other = awaiting(socket);
    other.cancel();
    ends(other, STATUS_CANCELLED, 0);
    assertThat(irp.isCompleted()).isFalse();
  }

  @Test
  @WskRule("OPT-03")
  void aChangeEndsAllWaitsOfItsFamilyAndIsSeenInTheList() throws Exception {
    WskSocket basic = basic(AF_INET);
    WskSocket other = basic(AF_INET6);
    WskSocket connection = connected(new TestConnection()).socket();
    Irp<Void> first = awaiting(basic);
    Irp<Void> second = awaiting(connection);
    Irp<Void> otherFamily = awaiting(other);
    assertStillPending(basic, first);
    assertStillPending(connection, second);
    InetAddress added = newAddress(1);
    harness().addLocalAddress(added);
    ends(first, STATUS_SUCCESS, 0);
    ends(second, STATUS_SUCCESS, 0);
    assertThat(addressesOf(basic)).contains(added);
    assertStillPending(other, otherFamily);
  }

  @Test
  @WskRule("OPT-03")
  void aWaitIsForChangesThatComeAfterIt() throws Exception {
    WskSocket socket = basic(AF_INET);
    harness().addLocalAddress(newAddress(1));
    Irp<Void> irp = awaiting(socket);
    assertStillPending(socket, irp);
    harness().addLocalAddress(newAddress(2));
    ends(irp, STATUS_SUCCESS, 0);
    irp.reuse();
    assertThat(socket.control(SIO_ADDRESS_LIST_CHANGE.request(), irp)).isEqualTo(STATUS_PENDING);
    assertStillPending(socket, irp);
    harness().addLocalAddress(newAddress(3));
    ends(irp, STATUS_SUCCESS, 0);
  }

  @Test
  @WskRule({"OPT-03", "IRP-06"})
  void aWaitCanBeWithdrawnAloneAndOnce() throws Exception {
    WskSocket socket = basic(AF_INET);
    Irp<Void> kept = awaiting(socket);
    Irp<Void> withdrawn = awaiting(socket);
    withdrawn.cancel();
    ends(withdrawn, STATUS_CANCELLED, 0);
    assertThat(kept.isCompleted()).isFalse();
    harness().addLocalAddress(newAddress(1));
    ends(kept, STATUS_SUCCESS, 0);
    assertThat(withdrawn.status()).isEqualTo(STATUS_CANCELLED);
  }

  @Test
  @WskRule({"OPT-03", "IRP-08"})
  void aChangeThatIsStillOnItsWayDoesNotEndTheNextWaitOfTheSameIrp() throws Exception {
    Held held = closeLater(new Held());
    Pair pair = accepted(TestConnection.holding(held), WSK_EVENT_RECEIVE);
    Irp<Void> irp = Irp.allocate();
    CountDownLatch waitsAgain = new CountDownLatch(1);
    irp.setCompletionRoutine(
        (done, socket) -> {
          irp.reuse();
          assertThat(socket.control(SIO_ADDRESS_LIST_CHANGE.request(), irp))
              .isEqualTo(STATUS_PENDING);
          waitsAgain.countDown();
          return STATUS_MORE_PROCESSING_REQUIRED;
        },
        pair.socket(),
        true,
        true,
        true);
    assertThat(pair.socket().control(SIO_ADDRESS_LIST_CHANGE.request(), irp))
        .isEqualTo(STATUS_PENDING);
    assertStillPending(pair.socket(), irp);
    pair.peer().write("x");
    held.awaitEntered();
    // Each is told to the loop, which is held: both find the first wait.
    harness().addLocalAddress(newAddress(1));
    harness().addLocalAddress(newAddress(2));
    held.letGo();
    Eventually.latch("the IRP waits again", waitsAgain);
    assertStillPending(pair.socket(), irp);
  }

  @Test
  @WskRule({"OPT-03", "CLO-01"})
  void closeCancelsTheWaitsOfItsSocketOnly() throws Exception {
    WskSocket closing = basic(AF_INET);
    WskSocket staying = basic(AF_INET);
    Irp<Void> first = awaiting(closing);
    Irp<Void> second = awaiting(closing);
    Irp<Void> other = awaiting(staying);
    get(closing.close());
    assertThat(first.isCompleted()).isTrue();
    assertThat(second.isCompleted()).isTrue();
    ends(first, STATUS_CANCELLED, 0);
    ends(second, STATUS_CANCELLED, 0);
    assertStillPending(staying, other);
  }

  @Test
  @WskRule({"OPT-03", "CLO-08"})
  void aLostSocketEndsItsWaits() throws Exception {
    Pair pair = connected(new TestConnection());
    Irp<Void> irp = awaiting(pair.socket());
    assertStillPending(pair.socket(), irp);
    harness().lose(pair.socket());
    ends(irp, STATUS_FILE_FORCED_CLOSED, 0);
  }

  @Test
  @WskRule({"OPT-03", "REG-09"})
  void aWaitIsReportedAsPending() throws Exception {
    WskSocket socket = basic(AF_INET);
    Irp<Void> irp = awaiting(socket);
    assertStillPending(socket, irp);
    // The call that was withdrawn may be leaving the loop still.
    Eventually.asserted(
        () ->
            assertThat(registration().deregister(Duration.ZERO).sockets())
                .singleElement()
                .satisfies(open -> assertThat(open.pendingIrps()).isEqualTo(1)));
    get(socket.close());
  }

  @Test
  @WskRule({"OPT-03", "OPT-05"})
  void aWaitNeedsAnIrpAndNothingElse() throws Exception {
    WskSocket socket = basic(AF_INET);
    assertThat(socket.control(SIO_ADDRESS_LIST_CHANGE.request(), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    SocketIoctl<Integer, Integer> named =
        SocketIoctl.of("MINE", SIO_ADDRESS_LIST_CHANGE.code(), Integer.class, Integer.class);
    failsWith(STATUS_INVALID_BUFFER_SIZE, irp -> socket.control(named.request(1), irp));
    failsWith(
        STATUS_INVALID_BUFFER_SIZE,
        irp -> socket.control(named.request(ControlOutput.unlimited()), irp));
  }

  // ---- SIO_WSK_REGISTER_EXTENSION
  // ----------------------------------------------------------------

  private static final WskExtensionControlIn FOREIGN =
      new WskExtensionControlIn(new NpiId(new UUID(1, 2)), null, null);

  @Test
  @WskRule("OPT-06")
  void anExtensionThatTheProviderLacksIsNotSupported() throws Exception {
    for (WskSocket socket :
        List.of(basic(AF_INET), unbound(), listen(null, WskClientListenDispatch.none()))) {
      ControlOutput<WskExtensionControlOut> output = ControlOutput.unlimited();
      assertThat(socket.control(SIO_WSK_REGISTER_EXTENSION.request(FOREIGN, output), null))
          .isEqualTo(STATUS_NOT_SUPPORTED);
      assertThat(output.value()).isNull();
    }
  }

  @Test
  @WskRule({"OPT-06", "OPT-05", "IRP-07"})
  void anExtensionIsAskedForWithBothBuffersAndWithoutIrp() throws Exception {
    WskSocket socket = basic(AF_INET);
    ControlOutput<WskExtensionControlOut> output = ControlOutput.unlimited();
    assertThat(socket.control(SIO_WSK_REGISTER_EXTENSION.request(FOREIGN), null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(socket.control(SIO_WSK_REGISTER_EXTENSION.request(output), null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    SocketIoctl<String, WskExtensionControlOut> named =
        SocketIoctl.of(
                "MINE",
                SIO_WSK_REGISTER_EXTENSION.code(),
                String.class,
                WskExtensionControlOut.class)
            .withIrpUse(SIO_WSK_REGISTER_EXTENSION.irpUse());
    NtStatus wrongType = socket.control(named.request("not it", output), null);
    assertThat(wrongType).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    failsWith(
        STATUS_INVALID_PARAMETER,
        irp -> socket.control(SIO_WSK_REGISTER_EXTENSION.request(FOREIGN, output), irp));
  }
}

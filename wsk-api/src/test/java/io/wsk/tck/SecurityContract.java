package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_FLAG_BASIC_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_CACHE_SD;
import static io.wsk.api.control.ClientControls.WSK_RELEASE_SD;
import static io.wsk.api.control.SocketOptions.SO_WSK_SECURITY;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.WskSocket;
import io.wsk.api.WskSocketOwner;
import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SecurityDescriptor;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.security.Principal;
import org.junit.jupiter.api.Test;

/** Security descriptors and who has them: CLI-03, and SO_WSK_SECURITY of OPT-01. */
public abstract class SecurityContract extends ContractTest {
  /** Somebody. */
  record User(String getName) implements Principal {
    @Override
    public String getName() {
      return getName;
    }
  }

  static final Principal ALICE = new User("alice");
  static final Principal BOB = new User("bob");

  private static final SecurityDescriptor DESCRIPTOR = SecurityDescriptor.of(ALICE, BOB);

  /** Caches a descriptor. */
  static CachedSecurityDescriptor cached(WskProviderNpi npi, SecurityDescriptor descriptor) {
    ControlOutput<CachedSecurityDescriptor> out = ControlOutput.unlimited();
    assertThat(npi.control(WSK_CACHE_SD, descriptor, out, null)).isEqualTo(STATUS_SUCCESS);
    return out.get();
  }

  private CachedSecurityDescriptor cached() {
    return cached(npi(), DESCRIPTOR);
  }

  private NtStatus release(CachedSecurityDescriptor cached) {
    return npi().control(WSK_RELEASE_SD, cached, null, null);
  }

  private Irp<WskSocket> create(int flags, CachedSecurityDescriptor descriptor) throws Exception {
    WskSocketOwner owner = WskSocketOwner.of(ALICE, descriptor);
    Irp<WskSocket> created =
        completed(
            irp ->
                npi()
                    .dispatch()
                    .socket(
                        npi().client(),
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        flags,
                        null,
                        null,
                        owner,
                        irp));
    if (created.result() != null) {
      closeLater(created.result());
    }
    return created;
  }

  private static Irp<Void> read(WskSocket socket, ControlOutput<CachedSecurityDescriptor> out)
      throws Exception {
    return completed(irp -> socket.control(SO_WSK_SECURITY.get(out), irp));
  }

  private static NtStatus set(WskSocket socket, CachedSecurityDescriptor value) throws Exception {
    return SecurityContract.<Void>setting(socket, value).status();
  }

  private static <T> Irp<T> setting(WskSocket socket, CachedSecurityDescriptor value)
      throws Exception {
    return completed(irp -> socket.control(SO_WSK_SECURITY.set(value), irp));
  }

  // ---- the cache --------------------------------------------------------------------------------

  @Test
  @WskRule("CLI-03")
  void aCachedDescriptorIsReleasedOnce() {
    CachedSecurityDescriptor cached = cached();
    CachedSecurityDescriptor other = cached();
    assertThat(cached.descriptor()).isEqualTo(DESCRIPTOR);
    assertThat(cached).isNotEqualTo(other);
    assertThat(release(cached)).isEqualTo(STATUS_SUCCESS);
    assertThat(release(cached)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(release(other)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("CLI-03")
  void onlyTheProvidersOwnDescriptorsAreTaken() throws Exception {
    CachedSecurityDescriptor madeUp = () -> DESCRIPTOR;
    WskRegistration elsewhere =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().unreadyProvider()));
    harness().letReady();
    try (WskProviderNpi otherNpi = elsewhere.capture(WSK_INFINITE_WAIT)) {
      CachedSecurityDescriptor foreign = cached(otherNpi, DESCRIPTOR);
      for (CachedSecurityDescriptor wrong : new CachedSecurityDescriptor[] {madeUp, foreign}) {
        assertThat(release(wrong)).isEqualTo(STATUS_INVALID_PARAMETER);
        assertThat(create(WSK_FLAG_LISTEN_SOCKET, wrong).status())
            .isEqualTo(STATUS_INVALID_PARAMETER);
        assertThat(set(unbound(), wrong)).isEqualTo(STATUS_INVALID_PARAMETER);
      }
      assertThat(otherNpi.control(WSK_RELEASE_SD, foreign, null, null)).isEqualTo(STATUS_SUCCESS);
    }
    assertThat(elsewhere.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("CLI-03")
  void cachingNeedsADescriptorAndRoomForTheResult() {
    ControlOutput<CachedSecurityDescriptor> out = ControlOutput.unlimited();
    assertThat(npi().control(WSK_CACHE_SD, null, out, null)).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(out.value()).isNull();
    assertThat(npi().control(WSK_CACHE_SD, DESCRIPTOR, null, null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(npi().control(WSK_RELEASE_SD, null, null, null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    ControlOutput<CachedSecurityDescriptor> small = ControlOutput.ofCapacity(7);
    assertThat(npi().control(WSK_CACHE_SD, DESCRIPTOR, small, null))
        .isEqualTo(STATUS_BUFFER_OVERFLOW);
    assertThat(small.value()).isNull();
    assertThat(small.sizeReturned()).isEqualTo(8);
  }

  @Test
  @WskRule("CLI-03")
  void aDescriptorMayServeOtherClientsOfTheProvider() throws Exception {
    CachedSecurityDescriptor cached = cached();
    WskRegistration other =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider()));
    try (WskProviderNpi otherNpi = other.capture(WSK_INFINITE_WAIT)) {
      WskConnectionSocket socket =
          get(
              otherNpi.socket(
                  AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientConnectionDispatch.none()));
      assertThat(set(socket, cached)).isEqualTo(STATUS_SUCCESS);
      get(socket.close());
    }
    assertThat(other.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(release(cached)).isEqualTo(STATUS_SUCCESS);
  }

  // ---- sockets ----------------------------------------------------------------------------------

  @Test
  @WskRule({"CLI-03", "OPT-01", "SOC-01"})
  void aSocketKeepsTheDescriptorItWasCreatedWith() throws Exception {
    CachedSecurityDescriptor cached = cached();
    for (int flags : new int[] {WSK_FLAG_LISTEN_SOCKET, WSK_FLAG_CONNECTION_SOCKET}) {
      WskSocket socket = create(flags, cached).result();
      assertReads(socket, DESCRIPTOR);
    }
    WskSocket kept = create(WSK_FLAG_LISTEN_SOCKET, cached).result();
    assertThat(release(cached)).isEqualTo(STATUS_SUCCESS);
    // A reader gets a copy of its own, which it gives back.
    assertReads(kept, DESCRIPTOR);
    assertThat(create(WSK_FLAG_LISTEN_SOCKET, cached).status()).isEqualTo(STATUS_INVALID_PARAMETER);
  }

  private void assertReads(WskSocket socket, SecurityDescriptor expected) throws Exception {
    ControlOutput<CachedSecurityDescriptor> out = ControlOutput.unlimited();
    assertThat(read(socket, out).status()).isEqualTo(STATUS_SUCCESS);
    assertThat(out.get().descriptor()).isEqualTo(expected);
    assertThat(release(out.get())).isEqualTo(STATUS_SUCCESS);
    assertThat(release(out.get())).isEqualTo(STATUS_INVALID_PARAMETER);
  }

  @Test
  @WskRule({"CLI-03", "OPT-01"})
  void theDescriptorOfASocketIsSetAndRead() throws Exception {
    WskConnectionSocket socket = unbound();
    ControlOutput<CachedSecurityDescriptor> out = ControlOutput.unlimited();
    assertThat(read(socket, out).status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(out.value()).isNull();
    CachedSecurityDescriptor cached = cached();
    assertThat(set(socket, cached)).isEqualTo(STATUS_SUCCESS);
    assertReads(socket, DESCRIPTOR);
    get(socket.bind(anyLoopback()));
    SecurityDescriptor second = SecurityDescriptor.of(BOB);
    CachedSecurityDescriptor other = cached(npi(), second);
    assertThat(set(socket, other)).isEqualTo(STATUS_SUCCESS);
    assertReads(socket, second);
    assertThat(release(cached)).isEqualTo(STATUS_SUCCESS);
    assertThat(release(other)).isEqualTo(STATUS_SUCCESS);
    assertThat(set(socket, other)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertReads(socket, second);
  }

  @Test
  @WskRule({"CLI-03", "OPT-01", "OPT-05"})
  void wrongRequestsForTheDescriptorAreRefused() throws Exception {
    WskConnectionSocket socket = unbound();
    CachedSecurityDescriptor cached = cached();
    // Without an IRP.
    assertThat(socket.control(SO_WSK_SECURITY.set(cached), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    ControlOutput<CachedSecurityDescriptor> small = ControlOutput.ofCapacity(7);
    assertThat(read(socket, small).status()).isEqualTo(STATUS_NOT_FOUND);
    assertThat(set(socket, cached)).isEqualTo(STATUS_SUCCESS);
    assertThat(read(socket, small).status()).isEqualTo(STATUS_BUFFER_OVERFLOW);
    assertThat(small.sizeReturned()).isEqualTo(8);
    // Sockets that are not bound to an address of their own.
    WskSocket basic = create(WSK_FLAG_BASIC_SOCKET, null).result();
    assertThat(set(basic, cached)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    assertThat(read(basic, small).status()).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    Pair accepted = accepted(new TestConnection(), 0);
    assertThat(set(accepted.socket(), cached)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    assertThat(release(cached)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"CLI-03", "SOC-07"})
  void socketConnectTakesAnOwnerToo() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    CachedSecurityDescriptor cached = cached();
    Irp<WskConnectionSocket> connected = connect(server, cached);
    assertThat(connected.status()).isEqualTo(STATUS_SUCCESS);
    assertReads(closeLater(connected.result()), DESCRIPTOR);
    assertThat(release(cached)).isEqualTo(STATUS_SUCCESS);
    Irp<WskConnectionSocket> refused = connect(server, cached);
    assertThat(refused.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(refused.result()).isNull();
  }

  private Irp<WskConnectionSocket> connect(Peer.Server server, CachedSecurityDescriptor descriptor)
      throws Exception {
    return completed(
        irp ->
            npi()
                .dispatch()
                .socketConnect(
                    npi().client(),
                    SOCK_STREAM,
                    IPPROTO_TCP,
                    anyLoopback(),
                    server.address(),
                    0,
                    null,
                    null,
                    WskSocketOwner.of(ALICE, descriptor),
                    irp));
  }
}

package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bind of a socket: first the provider's table is asked, then the host. The host knows nothing
 * of the table and refuses whatever is in use, so where the table lets the socket share an address,
 * all the host's sockets concerned are made to share the port for the moment of the bind, and not
 * any more afterwards: other programs are to find the port taken.
 */
final class BindRequest {
  /** Hears how a bind ended. */
  interface Result {
    /**
     * The bind has ended. On the socket's loop.
     *
     * @param status success, or why not
     * @param askedHost whether the host has been asked, and its socket may be spoilt by a refusal
     */
    void bound(NtStatus status, boolean askedHost);
  }

  private final AddressTable table;
  private final TransportFactory transport;
  private final Channel channel;
  private final BoundAddress claim;
  private final boolean again;
  private final Result result;
  private final List<BoundAddress> others = new ArrayList<>();

  /**
   * A bind.
   *
   * @param again whether the socket has been let in before, and gets a second host socket there
   */
  BindRequest(ProviderRuntime runtime, BoundAddress claim, boolean again, Result result) {
    this.table = runtime.addresses();
    this.transport = runtime.transport();
    this.channel = claim.channel();
    this.claim = claim;
    this.again = again;
    this.result = result;
  }

  /** On the socket's loop. */
  void start() {
    InetSocketAddress address = claim.address();
    if (address.getPort() == 0) {
      // The host chooses a port that no socket of this host has, so the table would not refuse it.
      channel.bind(address).addListener(done -> portChosen(done.cause()));
      return;
    }
    NtStatus refusal = again ? table.join(claim, others) : table.claim(claim, others);
    if (refusal != null) {
      result.bound(refusal, false);
    } else if (others.isEmpty()) {
      channel.bind(claim.address()).addListener(done -> bound(done.cause()));
    } else {
      claim.beginSharing(transport);
      share(0);
    }
  }

  private void portChosen(@Nullable Throwable cause) {
    if (cause == null) {
      keep(claim.at((InetSocketAddress) channel.localAddress()), true);
    }
    finish(cause);
  }

  /** Has the others share one after the other, each on its own loop, and then binds. */
  private void share(int index) {
    if (index == others.size()) {
      on(channel, this::bindShared);
      return;
    }
    BoundAddress other = others.get(index);
    on(
        other.channel(),
        () -> {
          other.beginSharing(transport);
          share(index + 1);
        });
  }

  private static void on(Channel channel, Runnable step) {
    if (channel.eventLoop().inEventLoop()) {
      step.run();
    } else {
      channel.eventLoop().execute(step);
    }
  }

  private void bindShared() {
    channel.bind(claim.address()).addListener(done -> boundShared(done.cause()));
  }

  private void boundShared(@Nullable Throwable cause) {
    claim.endSharing(transport);
    for (BoundAddress other : others) {
      on(other.channel(), () -> other.endSharing(transport));
    }
    bound(cause);
  }

  private void bound(@Nullable Throwable cause) {
    if (cause == null) {
      keep(claim, false);
    } else {
      table.remove(claim);
    }
    finish(cause);
  }

  /** The entry lasts as long as the host's socket. */
  private void keep(BoundAddress address, boolean isNew) {
    if (isNew) {
      table.add(address);
    }
    channel.closeFuture().addListener(closed -> table.remove(address));
  }

  private void finish(@Nullable Throwable cause) {
    result.bound(cause == null ? STATUS_SUCCESS : HostErrors.ofBind(cause), true);
  }
}

package io.wsk.examples;

import io.wsk.api.WskDatagramSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatusException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A UDP relay in the manner of a VPN's datapath: what comes from a client goes to a target, and the
 * answers go back to the client that was heard last. Each direction is a {@link RelayLeg}; the
 * packets pass through a worker thread, where a VPN would encrypt them.
 */
public final class Relay implements RunningServer {
  private final DatagramService service;
  private final WorkQueue queue = new WorkQueue("relay-worker");
  private final RelayLeg toTarget = new RelayLeg(queue);
  private final RelayLeg toClient = new RelayLeg(queue);
  private final InetSocketAddress address;
  private @Nullable StopReport report;

  private Relay(DatagramService service, InetSocketAddress local, InetSocketAddress target)
      throws InterruptedException {
    this.service = service;
    try {
      // A port of its own towards the target, by the address that the host chooses for it.
      InetSocketAddress outer =
          new InetSocketAddress(
              target.getAddress().isLoopbackAddress() ? target.getAddress() : wildcard(target), 0);
      WskDatagramSocket inside = service.open(local, toTarget, RelayLeg.DISPATCH);
      WskDatagramSocket outside = service.open(outer, toClient, RelayLeg.DISPATCH);
      toTarget.connect(inside, outside, toClient);
      toClient.connect(outside, inside, null);
      toTarget.sendTo(target);
      service.bind(outside, outer);
      this.address = service.bind(inside, local);
    } catch (RuntimeException | InterruptedException e) {
      queue.close();
      throw e;
    }
  }

  private static InetAddress wildcard(InetSocketAddress target) {
    byte[] none = new byte[target.getAddress().getAddress().length];
    try {
      return InetAddress.getByAddress(none);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address of " + none.length + " bytes", e);
    }
  }

  /**
   * Starts a relay; its callbacks are static.
   *
   * @param config how to run
   * @param target where datagrams go
   * @return the running relay
   * @throws NtStatusException if it cannot be bound; the message names the address
   * @throws IllegalStateException if the transport cannot be used here
   * @throws InterruptedException if the thread is interrupted
   */
  public static RunningServer start(ServerConfig config, InetSocketAddress target)
      throws InterruptedException {
    DatagramService service = new DatagramService(config.withStaticCallbacks());
    try {
      return new Relay(service, config.address(), target);
    } catch (RuntimeException | InterruptedException e) {
      service.stop();
      throw e;
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Transport transport() {
    return service.transport();
  }

  @Override
  public Totals totals() {
    Traffic out = toTarget.traffic();
    Traffic back = toClient.traffic();
    return new Totals(
        Served.SOCKETS, 2, 2, out.messages() + back.messages(), out.bytes() + back.bytes());
  }

  @Override
  public synchronized StopReport stop() {
    StopReport known = report;
    if (known == null) {
      known = service.stop();
      // Behind the sockets: what they had handed over is given back by it.
      queue.close();
      report = known;
    }
    return known;
  }
}

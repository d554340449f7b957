package io.wsk.bench.wsk;

import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.WskSocket;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.NettyWskProvider;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;

/** A registration with a provider of its own, and how its events are enabled. */
public final class ClientSession implements AutoCloseable {
  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final Callbacks callbacks;
  private final int events;

  private ClientSession(WskRegistration registration, Callbacks callbacks, int events) {
    this.registration = registration;
    this.npi = registration.capture(WSK_INFINITE_WAIT);
    this.callbacks = callbacks;
    this.events = events;
  }

  /**
   * Registers.
   *
   * @param options of the provider
   * @param callbacks how events are enabled
   * @param events which
   * @return the session
   * @throws NtStatusException if the provider refuses
   */
  public static ClientSession open(NettyOptions options, Callbacks callbacks, int events) {
    WskRegistration registration =
        Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), new NettyWskProvider(options));
    ClientSession session = new ClientSession(registration, callbacks, events);
    if (callbacks == Callbacks.STATIC) {
      check("static callbacks", session.npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, events));
    }
    return session;
  }

  /**
   * Where sockets are created.
   *
   * @return the provider's functions
   */
  public WskProviderNpi npi() {
    return npi;
  }

  /**
   * Enables the events of a socket, unless they are static.
   *
   * @param socket far enough for events
   * @throws NtStatusException if the provider refuses
   */
  public void enable(WskSocket socket) {
    if (callbacks == Callbacks.DYNAMIC) {
      WskEventCallbackControl all = WskEventCallbackControl.of(events);
      check("dynamic callbacks", socket.control(SO_WSK_EVENT_CALLBACK.set(all), null));
    }
  }

  private static void check(String what, NtStatus status) {
    if (!status.isSuccess()) {
      throw new NtStatusException("enabling " + what, status);
    }
  }

  /** Deregisters. All sockets are closed, or being closed, by then. */
  @Override
  public void close() {
    npi.close();
    registration.close();
  }
}

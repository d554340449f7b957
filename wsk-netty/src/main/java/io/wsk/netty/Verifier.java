package io.wsk.netty;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.ByteBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.verifier.CallSite;
import io.wsk.api.verifier.VerifierMode;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Watches for clients that break the contract (THR-04). This one is switched off: it is asked in
 * the same places as the other, {@link ActiveVerifier}, and does nothing. As long as no verifier is
 * on in the process the other class is not even loaded, so the compiler knows what each of these
 * calls does, and removes it.
 *
 * <p>The paths of data ask nothing at all. What has to be seen of them is seen by decorated
 * callbacks and indications, which stand in for the plain ones when a socket gets its dispatch.
 */
class Verifier {
  static Verifier of(NettyOptions options, Counter violations) {
    return options.verifier() == VerifierMode.OFF
        ? new Verifier()
        : new ActiveVerifier(options, violations);
  }

  boolean isOn() {
    return false;
  }

  // ---- what stands in for the plain things ------------------------------------------------------

  /** The callbacks of a connection, watched. */
  <C> WskClientConnectionDispatch<C> watch(
      SocketBase socket, WskClientConnectionDispatch<C> dispatch) {
    return dispatch;
  }

  /** The callbacks of a listener, watched. */
  <C> WskClientListenDispatch<C> watch(SocketBase socket, WskClientListenDispatch<C> dispatch) {
    return dispatch;
  }

  /** A node that is about to be lent. */
  DataIndication newIndication(ReceiveIndicator owner, ByteBuf memory) {
    return new DataIndication(owner, memory);
  }

  /** The callback of a datagram socket, watched. */
  <C> WskClientDatagramDispatch<C> watch(SocketBase socket, WskClientDatagramDispatch<C> dispatch) {
    return dispatch;
  }

  /** A datagram that is about to be lent. */
  DatagramIndication newDatagram(
      ReceiveFromPath owner, ByteBuf memory, InetSocketAddress remoteAddress) {
    return new DatagramIndication(owner, memory, remoteAddress);
  }

  // ---- places in the client's code --------------------------------------------------------------

  /**
   * The client's call that is on the stack.
   *
   * @param what what it does, for reports
   * @return null if nobody will ask for it
   */
  @Nullable CallSite callSite(String what) {
    return null;
  }

  // ---- violations -------------------------------------------------------------------------------

  /** The release function has refused a node. On the caller's thread, its answer being known. */
  void releaseRefused(SocketBase socket, Object node) {}

  /** A callback has answered with a status that means nothing there. Loop only. */
  void wrongStatus(SocketBase socket, String event, @Nullable Object status) {}

  /**
   * A function has been called on a socket whose close had begun. On the caller's thread, the IRP
   * being completed.
   */
  void lateCall(SocketBase socket, String function) {}

  /**
   * An IRP that is not idle has been given to a function. On the caller's thread.
   *
   * @param owner the socket or client that the function belongs to
   * @param function its name
   * @param holder what the IRP is taken by, for people
   * @param given where it was given to that
   */
  void irpRefused(Object owner, String function, String holder, @Nullable CallSite given) {}

  /** A function that waits has been called on one of the provider's threads, the calling one. */
  void blockingWait(Thread thread, String call) {}

  // ---- beginnings and ends ----------------------------------------------------------------------

  /** The provider has its first user. */
  void start() {}

  /** The provider has lost its last user. */
  void stop() {}

  /** An event loop's thread has been made. */
  void add(LoopThread thread) {}

  /** A client has registered; watches until {@link #deregistered}. */
  void registered(Registration registration) {}

  /** A registration has been taken back. */
  void deregistered(Registration registration) {}
}

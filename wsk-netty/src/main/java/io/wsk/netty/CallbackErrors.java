package io.wsk.netty;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about clients that break the contract: say it once where it happens, and count it.
 */
final class CallbackErrors {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackErrors.class);

  private CallbackErrors() {}

  /** A callback has thrown. */
  static void threw(SocketBase socket, String event, Throwable cause) {
    socket.metrics().callbackExceptions.increment();
    LOG.error("callback {} of {} threw; contained", event, socket, cause);
  }

  /** A callback has returned something that means nothing there. */
  static void badStatus(SocketBase socket, String event, @Nullable Object answer) {
    socket.metrics().callbackBadStatus.increment();
    LOG.warn("callback {} of {} returned {}, which means nothing there", event, socket, answer);
    socket.metrics().verifier().wrongStatus(socket, event, answer);
  }

  /** The client has done something that the contract forbids and that harms only itself. */
  static void clientError(SocketBase socket, String rule, String what) {
    socket.metrics().clientErrors.increment();
    LOG.warn("{}: {} ({})", socket, what, rule);
  }
}

package io.wsk.netty;

import io.wsk.api.verifier.CallSite;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.api.verifier.Violation;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a report is about.
 *
 * @param name a socket by category and number, or a client
 * @param local the socket's address
 * @param remote its peer's
 */
record Subject(String name, @Nullable InetSocketAddress local, @Nullable InetSocketAddress remote) {
  static Subject of(SocketBase socket) {
    return new Subject(socket.name(), socket.localAddress(), socket.remoteAddress());
  }

  static Subject of(String client) {
    return new Subject(client, null, null);
  }

  /** A report about it. */
  VerifierReport report(Violation violation, String what, List<CallSite> sites) {
    return report(violation, violation.rule(), what, sites);
  }

  /** A report about it that names a more exact rule. */
  VerifierReport report(Violation violation, String rule, String what, List<CallSite> sites) {
    return new VerifierReport(violation, rule, name, local, remote, what, sites);
  }
}

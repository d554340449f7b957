package io.wsk.api.verifier;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One violation.
 *
 * @param violation which way the contract was broken
 * @param rule the id of the broken rule; that of the violation, or a more exact one
 * @param subject whose rule it is: a socket by category and number, as in log lines, or a client
 * @param localAddress where the socket is bound; null if it is not
 * @param remoteAddress whom the socket is connected to; null if it is not
 * @param what what happened, for people
 * @param sites the places that belong together, in the order in which they were passed; empty if
 *     none is known
 */
public record VerifierReport(
    Violation violation,
    String rule,
    String subject,
    @Nullable InetSocketAddress localAddress,
    @Nullable InetSocketAddress remoteAddress,
    String what,
    List<CallSite> sites) {
  /**
   * Takes a copy of the list.
   *
   * @param violation see the record
   * @param rule see the record
   * @param subject see the record
   * @param localAddress see the record
   * @param remoteAddress see the record
   * @param what see the record
   * @param sites see the record
   */
  public VerifierReport {
    sites = List.copyOf(sites);
  }

  /** As it stands in a log: a line of what, and the sites below it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rule).append(' ').append(violation).append(": ");
    text.append(subject);
    if (localAddress != null) {
      text.append(' ').append(localAddress);
    }
    if (remoteAddress != null) {
      text.append(" <-> ").append(remoteAddress);
    }
    text.append(": ").append(what);
    sites.forEach(site -> text.append("\n  ").append(site));
    return text.toString();
  }
}

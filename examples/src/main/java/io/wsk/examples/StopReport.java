package io.wsk.examples;

import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskDeregisterReport.OpenSocket;
import java.util.StringJoiner;

/**
 * How a server has ended.
 *
 * @param what what {@code served} is the number of
 * @param served how many there have ever been
 * @param stillOpen what kept the registration from being taken back in time
 */
public record StopReport(Served what, long served, WskDeregisterReport stillOpen) {
  /**
   * Whether everything has been given back.
   *
   * @return false if something is still open
   */
  public boolean isClean() {
    return stillOpen.isComplete();
  }

  /**
   * The last line of a server.
   *
   * @return one line for people
   */
  @Override
  public String toString() {
    if (isClean()) {
      return "stopped cleanly: " + served + " " + what + " served";
    }
    StringJoiner open = new StringJoiner(", ", "not stopped cleanly, still open: ", "");
    for (OpenSocket socket : stillOpen.sockets()) {
      open.add(describe(socket));
    }
    stillOpen.pendingRequests().forEach(open::add);
    if (stillOpen.captures() > 0) {
      open.add(stillOpen.captures() + " captures");
    }
    if (stillOpen.callsInProgress() > 0) {
      open.add(stillOpen.callsInProgress() + " calls in progress");
    }
    return open.toString();
  }

  private static String describe(OpenSocket socket) {
    String peer = socket.remoteAddress() == null ? "" : " with " + socket.remoteAddress();
    return socket.name() + peer + " (" + socket.state() + ", " + pending(socket) + ")";
  }

  private static String pending(OpenSocket socket) {
    return socket.pendingIrps() + " requests pending";
  }
}

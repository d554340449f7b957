package io.wsk.api;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a deregistration from completing.
 *
 * @param captures how many captures have not been released
 * @param callsInProgress how many calls of client-level functions have not returned
 * @param pendingRequests the client-level IRPs that are pending, by name; those of sockets are
 *     listed there
 * @param sockets the sockets that have not been closed
 */
public record WskDeregisterReport(
    int captures, int callsInProgress, List<String> pendingRequests, List<OpenSocket> sockets) {
  /**
   * Takes copies of the lists.
   *
   * @param captures see the record
   * @param callsInProgress see the record
   * @param pendingRequests see the record
   * @param sockets see the record
   */
  public WskDeregisterReport {
    pendingRequests = List.copyOf(pendingRequests);
    sockets = List.copyOf(sockets);
  }

  /**
   * Whether the registration has been taken back.
   *
   * @return true if nothing is open
   */
  public boolean isComplete() {
    return captures == 0 && callsInProgress == 0 && pendingRequests.isEmpty() && sockets.isEmpty();
  }

  /**
   * A socket that has not been closed.
   *
   * @param name its category and number, as in log lines
   * @param state what it is doing, for people
   * @param localAddress where it is bound; null if it is not
   * @param remoteAddress whom it is connected to; null if it is not
   * @param pendingIrps how many IRPs given to it are pending; one whose call is just being taken up
   *     may count twice
   */
  public record OpenSocket(
      String name,
      String state,
      @Nullable InetSocketAddress localAddress,
      @Nullable InetSocketAddress remoteAddress,
      int pendingIrps) {}
}

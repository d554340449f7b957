package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_ACCESS_DENIED;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_HOST_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_INSUFFICIENT_RESOURCES;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_IO_TIMEOUT;
import static io.wsk.nt.NtStatus.STATUS_NETWORK_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PORT_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_TOO_MANY_OPENED_FILES;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.netty.channel.ConnectTimeoutException;
import io.wsk.nt.NtStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the host's errors into statuses. The JDK and Netty's native transports share few exception
 * classes, so what they have in common is the host's own words for its error numbers.
 */
final class HostErrors {
  private static final Logger LOG = LoggerFactory.getLogger(HostErrors.class);

  private HostErrors() {}

  static NtStatus ofBind(Throwable cause) {
    String words = words(cause);
    if (words.contains("address already in use")) {
      return STATUS_ADDRESS_ALREADY_EXISTS;
    }
    if (isNoAddressOfOurs(words)) {
      return STATUS_INVALID_ADDRESS;
    }
    if (words.contains("permission denied")) {
      return STATUS_ACCESS_DENIED;
    }
    return ofAny(cause, "bind");
  }

  static NtStatus ofConnect(Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return STATUS_IO_TIMEOUT;
    }
    String words = words(cause);
    if (words.contains("network is unreachable")) {
      return STATUS_NETWORK_UNREACHABLE;
    }
    if (cause instanceof NoRouteToHostException
        || words.contains("no route to host")
        || words.contains("host is unreachable")) {
      return STATUS_HOST_UNREACHABLE;
    }
    if (words.contains("timed out")) {
      return STATUS_IO_TIMEOUT;
    }
    if (isNoAddressOfOurs(words)) {
      return STATUS_INVALID_ADDRESS;
    }
    if (cause instanceof ConnectException || words.contains("connection refused")) {
      return STATUS_CONNECTION_REFUSED;
    }
    return ofAny(cause, "connect");
  }

  /** A datagram was not sent. */
  static NtStatus ofSend(Throwable cause) {
    String words = words(cause);
    if (words.contains("message too long")) {
      return STATUS_BUFFER_OVERFLOW;
    }
    if (words.contains("permission denied")) {
      return STATUS_ACCESS_DENIED;
    }
    if (words.contains("network is unreachable")) {
      return STATUS_NETWORK_UNREACHABLE;
    }
    if (words.contains("no route to host") || words.contains("host is unreachable")) {
      return STATUS_HOST_UNREACHABLE;
    }
    if (words.contains("connection refused")) {
      return STATUS_PORT_UNREACHABLE;
    }
    if (words.contains("invalid argument")) {
      return STATUS_INVALID_PARAMETER;
    }
    return isNoAddressOfOurs(words) ? STATUS_INVALID_ADDRESS : ofAny(cause, "send");
  }

  /** A multicast group was not joined or not left. */
  static NtStatus ofMembership(Throwable cause) {
    String words = words(cause);
    if (words.contains("address already in use")) {
      return STATUS_ADDRESS_ALREADY_EXISTS;
    }
    if (isNoAddressOfOurs(words) || words.contains("not a member")) {
      return STATUS_NOT_FOUND;
    }
    if (words.contains("no such device")) {
      return STATUS_INVALID_ADDRESS;
    }
    return cause instanceof UnsupportedOperationException
        ? STATUS_NOT_SUPPORTED
        : ofAny(cause, "multicast membership");
  }

  /** Linux and macOS spell it differently. */
  private static boolean isNoAddressOfOurs(String words) {
    return words.contains("cannot assign requested address")
        || words.contains("can't assign requested address");
  }

  /** A channel could not be made. */
  static NtStatus ofCreate(Throwable cause) {
    return ofAny(cause, "socket creation");
  }

  static boolean isOutOfDescriptors(Throwable cause) {
    return words(cause).contains("too many open files");
  }

  /** Whether the peer, or the host on its behalf, has torn the connection down. */
  static boolean isReset(Throwable cause) {
    String message = cause.getMessage();
    if (message != null && message.contains("Connection reset")) {
      // As all transports say it for the common case, which need not be copied into lower case.
      return true;
    }
    String words = words(cause);
    return words.contains("connection reset")
        || words.contains("broken pipe")
        || words.contains("connection abort");
  }

  private static NtStatus ofAny(Throwable cause, String what) {
    if (isOutOfDescriptors(cause)) {
      return STATUS_TOO_MANY_OPENED_FILES;
    }
    if (cause instanceof OutOfMemoryError || words(cause).contains("no buffer space")) {
      return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (isReset(cause)) {
      return STATUS_CONNECTION_RESET;
    }
    if (cause instanceof ClosedChannelException) {
      return STATUS_CANCELLED;
    }
    LOG.warn("{} failed for a reason that has no status of its own", what, cause);
    return STATUS_UNSUCCESSFUL;
  }

  private static String words(Throwable cause) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = cause; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }
}

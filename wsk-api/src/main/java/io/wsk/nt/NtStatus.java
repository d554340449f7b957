package io.wsk.nt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an operation, with the value that Windows gives it, so that a log line reads the
 * same on both sides. Expected outcomes are statuses; exceptions are kept for misuse that would
 * have crashed a driver.
 *
 * <p>C: {@code NTSTATUS} (ntstatus.h).
 */
public enum NtStatus {
  /** The operation is done. */
  STATUS_SUCCESS(0x00000000),

  /** A wait ended because its time was over; counts as success, as in the kernel. */
  STATUS_TIMEOUT(0x00000102),

  /** The operation goes on; its IRP will be completed later, exactly once. */
  STATUS_PENDING(0x00000103),

  /** A callback is disabled as soon as its calls in progress have returned; counts as success. */
  STATUS_EVENT_PENDING(0x40000013),

  /**
   * The output did not fit, or the input is longer than the operation takes; the size needed is
   * reported where there is one.
   */
  STATUS_BUFFER_OVERFLOW(0x80000005),

  /** The operation failed for a reason that no other status names; the log has it. */
  STATUS_UNSUCCESSFUL(0xC0000001),

  /** The function exists, but not for this socket. */
  STATUS_NOT_IMPLEMENTED(0xC0000002),

  /** The client or socket object is null, of another provider, or closed. */
  STATUS_INVALID_HANDLE(0xC0000008),

  /** An argument is wrong, or an IRP is missing, superfluous or still in use. */
  STATUS_INVALID_PARAMETER(0xC000000D),

  /** The request does not fit this kind of socket, or may never be made on it. */
  STATUS_INVALID_DEVICE_REQUEST(0xC0000010),

  /** Returned by a completion routine that keeps the IRP: completion processing stops. */
  STATUS_MORE_PROCESSING_REQUIRED(0xC0000016),

  /** There is no memory for the operation. */
  STATUS_NO_MEMORY(0xC0000017),

  /** The host or another socket's owner does not permit it. */
  STATUS_ACCESS_DENIED(0xC0000022),

  /** The output buffer is too small for the fixed part of the answer. */
  STATUS_BUFFER_TOO_SMALL(0xC0000023),

  /** The host is out of a resource; try again when some have been given back. */
  STATUS_INSUFFICIENT_RESOURCES(0xC000009A),

  /** The provider is not ready yet, or the registration is being taken back. */
  STATUS_DEVICE_NOT_READY(0xC00000A3),

  /** The peer did not answer in time. */
  STATUS_IO_TIMEOUT(0xC00000B5),

  /** The provider has lost the socket; only close is left. */
  STATUS_FILE_FORCED_CLOSED(0xC00000B6),

  /** The provider, or the host's transport, cannot do this. */
  STATUS_NOT_SUPPORTED(0xC00000BB),

  /** Returned by an accept callback that rejects the connection. */
  STATUS_REQUEST_NOT_ACCEPTED(0xC00000D0),

  /** The provider failed; the log has the cause. */
  STATUS_INTERNAL_ERROR(0xC00000E5),

  /** The process is out of file descriptors. */
  STATUS_TOO_MANY_OPENED_FILES(0xC000011F),

  /** The operation was withdrawn, by cancel or by close. */
  STATUS_CANCELLED(0xC0000120),

  /** The address is not one of this host, or cannot be used here. */
  STATUS_INVALID_ADDRESS(0xC0000141),

  /** The socket is not in the state that the function needs. */
  STATUS_INVALID_DEVICE_STATE(0xC0000184),

  /** The input of a control is missing, of another type, or out of range. */
  STATUS_INVALID_BUFFER_SIZE(0xC0000206),

  /** The local address is in use. */
  STATUS_ADDRESS_ALREADY_EXISTS(0xC000020A),

  /** The connection was taken down by the host. */
  STATUS_CONNECTION_DISCONNECTED(0xC000020C),

  /** The peer has reset the connection. */
  STATUS_CONNECTION_RESET(0xC000020D),

  /** Returned by a receive callback that does not take the data now. */
  STATUS_DATA_NOT_ACCEPTED(0xC000021B),

  /** There is no such name, connection or object. */
  STATUS_NOT_FOUND(0xC0000225),

  /** Nobody listens at the remote address. */
  STATUS_CONNECTION_REFUSED(0xC0000236),

  /** The peer has disconnected gracefully. */
  STATUS_GRACEFUL_DISCONNECT(0xC0000237),

  /** The local address belongs to another socket. */
  STATUS_ADDRESS_ALREADY_ASSOCIATED(0xC0000238),

  /** The socket has no address. */
  STATUS_ADDRESS_NOT_ASSOCIATED(0xC0000239),

  /** There is no connection. */
  STATUS_CONNECTION_INVALID(0xC000023A),

  /** There is a connection already. */
  STATUS_CONNECTION_ACTIVE(0xC000023B),

  /** There is no route to the network. */
  STATUS_NETWORK_UNREACHABLE(0xC000023C),

  /** There is no route to the host. */
  STATUS_HOST_UNREACHABLE(0xC000023D),

  /** The host does not speak the protocol. */
  STATUS_PROTOCOL_UNREACHABLE(0xC000023E),

  /** Nobody listens at the datagram's port. */
  STATUS_PORT_UNREACHABLE(0xC000023F),

  /** The request was given up by the host. */
  STATUS_REQUEST_ABORTED(0xC0000240),

  /** The connection was taken down abortively on this side. */
  STATUS_CONNECTION_ABORTED(0xC0000241),

  /** There is no match for the query. */
  STATUS_NO_MATCH(0xC0000272),

  /** The provider does not speak the version that was asked for. */
  STATUS_NOINTERFACE(0xC00002B9);

  private static final Map<Integer, NtStatus> BY_VALUE = new HashMap<>();

  static {
    for (NtStatus status : values()) {
      BY_VALUE.put(status.value, status);
    }
  }

  private final int value;

  NtStatus(int value) {
    this.value = value;
  }

  /**
   * The 32-bit value of ntstatus.h.
   *
   * @return the value; negative for warnings and errors
   */
  public int value() {
    return value;
  }

  /**
   * Whether the status counts as success: severity success or informational. {@link
   * #STATUS_PENDING} counts as success too, as in the kernel; it does not say that the operation is
   * done.
   *
   * <p>C: {@code NT_SUCCESS}.
   *
   * @return true if the value is not negative
   */
  public boolean isSuccess() {
    return value >= 0;
  }

  /**
   * Finds a status by its value.
   *
   * @param value a value of ntstatus.h
   * @return the status, or null if WSK does not use it
   */
  public static @Nullable NtStatus of(int value) {
    return BY_VALUE.get(value);
  }

  /**
   * Name and value.
   *
   * @return for example {@code STATUS_CANCELLED (0xC0000120)}
   */
  @Override
  public String toString() {
    return String.format("%s (0x%08X)", name(), value);
  }
}

package io.wsk.netty;

import static io.wsk.api.control.WskControlRequestType.WskSetOption;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.NtStatus;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One option: whose it is, what may be said to it and when, and where its value is. Bad requests
 * are told apart here, in this order: another kind of socket, the wrong direction, a bad value, the
 * wrong time; what the host lacks comes last.
 *
 * @param <V> the value
 * @param option the option
 * @param categories the kinds of sockets that have it
 * @param readOnly whether it cannot be set
 * @param range which values there are
 * @param maySet whether a socket is in a state in which the option can be set
 * @param access where the value is
 */
record OptionRow<V>(
    SocketOption<V> option,
    Set<SocketCategory> categories,
    boolean readOnly,
    Predicate<V> range,
    Predicate<SocketBase> maySet,
    OptionAccess<V> access) {
  /** What a value takes in C: an int, a BOOL or a struct linger. */
  static final int VALUE_BYTES = Integer.BYTES;

  /** An option of the host's sockets, with any value at any time. */
  static <V> OptionRow<V> ofHost(SocketOption<V> option, SocketCategory... categories) {
    return new OptionRow<>(
        option, Set.of(categories), false, value -> true, socket -> true, new HostAccess<>(option));
  }

  /** An option that is told and cannot be set. */
  static <V> OptionRow<V> told(
      SocketOption<V> option, OptionAccess<V> access, SocketCategory... categories) {
    return new OptionRow<>(option, Set.of(categories), true, value -> true, socket -> true, access);
  }

  OptionRow<V> withRange(Predicate<V> newRange) {
    return new OptionRow<>(option, categories, readOnly, newRange, maySet, access);
  }

  OptionRow<V> settable(Predicate<SocketBase> newMaySet) {
    return new OptionRow<>(option, categories, readOnly, range, newMaySet, access);
  }

  OptionRow<V> withAccess(OptionAccess<V> newAccess) {
    return new OptionRow<>(option, categories, readOnly, range, maySet, newAccess);
  }

  /** Serves a request for this option. Loop only. */
  NtStatus serve(SocketBase socket, WskControlRequest request) {
    ControlOutput<V> output = request.output(option.valueType());
    if (output != null) {
      output.clear();
    }
    if (!categories.contains(SocketCategory.of(socket))) {
      return STATUS_INVALID_DEVICE_REQUEST;
    }
    return request.type() == WskSetOption ? set(socket, request) : get(socket, output);
  }

  private NtStatus set(SocketBase socket, WskControlRequest request) {
    if (readOnly) {
      return STATUS_NOT_SUPPORTED;
    }
    V value = request.input(option.valueType());
    if (value == null || !range.test(value)) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    return maySet.test(socket) ? access.set(socket, value) : STATUS_INVALID_DEVICE_STATE;
  }

  private NtStatus get(SocketBase socket, @Nullable ControlOutput<V> output) {
    if (output == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (!output.fits(VALUE_BYTES)) {
      // Before the value is fetched: what reading clears is not lost.
      output.sizeNeeded(VALUE_BYTES);
      return STATUS_BUFFER_OVERFLOW;
    }
    return access.get(socket, output);
  }
}

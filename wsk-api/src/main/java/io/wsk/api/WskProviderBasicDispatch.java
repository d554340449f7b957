package io.wsk.api;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every socket can do.
 *
 * <p>C: {@code WSK_PROVIDER_BASIC_DISPATCH}.
 */
public interface WskProviderBasicDispatch {
  /**
   * Sets or gets an option, or makes a request that is particular to the transport.
   *
   * <p>C: {@code WskControlSocket}; request type, code, level and both buffers are in {@code
   * request}.
   *
   * @param request what is wanted, made by a typed constant such as {@code SO_RCVBUF.set(65536)}
   * @param irp required, optional or forbidden, as the constant says
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_NOT_SUPPORTED} for a code or level that the provider or the host does not
   *     know; {@link NtStatus#STATUS_INVALID_BUFFER_SIZE} for input that is missing, of a wrong
   *     type or out of range; {@link NtStatus#STATUS_BUFFER_OVERFLOW} if the output does not fit,
   *     which then tells the size needed; {@link NtStatus#STATUS_INVALID_DEVICE_STATE} and {@link
   *     NtStatus#STATUS_INVALID_DEVICE_REQUEST} as the option's documentation says; {@link
   *     NtStatus#STATUS_EVENT_PENDING} for a callback that is disabled once its calls have returned
   */
  NtStatus control(WskControlRequest request, @Nullable Irp<?> irp);

  /**
   * Closes the socket: completes its pending requests with {@link NtStatus#STATUS_CANCELLED}, waits
   * until callbacks in progress have returned, then completes {@code irp}. After that no callback
   * of the socket runs. A connection that has not been disconnected in both directions is reset.
   * Retained indications stay valid and must still be released.
   *
   * <p>C: {@code WskCloseSocket}. May be called inside a callback of the same socket.
   *
   * @param irp required; completes with {@link NtStatus#STATUS_SUCCESS} on the socket's event loop
   * @return {@link NtStatus#STATUS_PENDING}; {@link NtStatus#STATUS_INVALID_HANDLE} if close has
   *     been called before
   */
  NtStatus close(@Nullable Irp<?> irp);

  /**
   * Closes the socket, see {@link #close(Irp)}.
   *
   * @return completes when no callback will run any more
   */
  default WskFuture<Void> close() {
    return WskFuture.ofStatus("WskCloseSocket", this::close);
  }

  /**
   * Makes a request that gives nothing back, with an IRP.
   *
   * @param request such as {@code SO_RCVBUF.set(65536)}
   * @return the future
   */
  default WskFuture<Void> control(WskControlRequest request) {
    return WskFuture.ofStatus("WskControlSocket " + request.name(), irp -> control(request, irp));
  }

  /**
   * Sets an option that needs an IRP.
   *
   * @param option which
   * @param value its new value
   * @param <V> the type of the value
   * @return the future
   */
  default <V> WskFuture<Void> set(SocketOption<V> option, V value) {
    return control(option.set(value));
  }

  /**
   * Gets an option.
   *
   * @param option which
   * @param <V> the type of the value
   * @return the future of its value
   */
  default <V> WskFuture<V> get(SocketOption<V> option) {
    ControlOutput<V> output = ControlOutput.unlimited();
    Supplier<@Nullable V> reader = output::value;
    return WskFuture.ofOut(
        "WskControlSocket get " + option, irp -> control(option.get(output), irp), reader);
  }

  /**
   * Enables event callbacks. There is no IRP and nothing to wait for: the status is the answer.
   *
   * @param events any {@code WSK_EVENT_*} flags that are valid for the category
   * @return as {@link SocketOptions#SO_WSK_EVENT_CALLBACK} says; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} with {@link Wsk#WSK_EVENT_DISABLE}, see {@link #disable}
   */
  default NtStatus enable(int events) {
    if ((events & Wsk.WSK_EVENT_DISABLE) != 0) {
      return NtStatus.STATUS_INVALID_PARAMETER;
    }
    WskEventCallbackControl control = WskEventCallbackControl.of(events);
    return control(SocketOptions.SO_WSK_EVENT_CALLBACK.set(control), null);
  }

  /**
   * Disables one event callback.
   *
   * @param event exactly one {@code WSK_EVENT_*} flag, with or without {@link
   *     Wsk#WSK_EVENT_DISABLE}
   * @return completes when no call of the callback is in progress; from this call on none starts.
   *     Inside the very callback it must not be awaited
   */
  default WskFuture<Void> disable(int event) {
    return control(
        SocketOptions.SO_WSK_EVENT_CALLBACK.set(
            WskEventCallbackControl.of(event | Wsk.WSK_EVENT_DISABLE)));
  }
}

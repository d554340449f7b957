package io.wsk.api.control;

import org.jspecify.annotations.Nullable;

/**
 * The provider's half of an extension interface, received from {@link
 * SocketIoctls#SIO_WSK_REGISTER_EXTENSION}. It is the provider's and valid until the socket's close
 * has completed.
 *
 * <p>C: {@code WSK_EXTENSION_CONTROL_OUT}.
 *
 * @param providerContext to be passed to the extension's functions unchanged; null if they take
 *     none
 * @param providerDispatch the extension's functions, of the type that the extension defines
 */
public record WskExtensionControlOut(@Nullable Object providerContext, Object providerDispatch) {
  /**
   * The extension's functions, checked against the extension's type.
   *
   * @param <D> the extension's type for functions
   * @param type the class of it
   * @return the functions, or null if they are of another type
   */
  public <D> @Nullable D providerDispatch(Class<D> type) {
    return type.isInstance(providerDispatch) ? type.cast(providerDispatch) : null;
  }
}

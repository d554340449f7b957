package io.wsk.api.control;

import org.jspecify.annotations.Nullable;

/**
 * The client's half of an extension interface, handed in by {@link
 * SocketIoctls#SIO_WSK_REGISTER_EXTENSION}. What context and dispatch are is up to the extension,
 * which is why they have no type here; {@link #clientDispatch(Class)} gives it back.
 *
 * <p>C: {@code WSK_EXTENSION_CONTROL_IN}.
 *
 * @param npiId which extension interface
 * @param clientContext handed to the extension's callbacks unchanged, and not looked at otherwise;
 *     null if the client needs none
 * @param clientDispatch the client's callbacks, of the type that the extension defines; null if it
 *     defines none. In use until the socket is closed
 */
public record WskExtensionControlIn(
    NpiId npiId, @Nullable Object clientContext, @Nullable Object clientDispatch) {
  /**
   * The client's callbacks, checked against the extension's type.
   *
   * @param <D> the extension's type for callbacks
   * @param type the class of it
   * @return the callbacks, or null if there are none or they are of another type
   */
  public <D> @Nullable D clientDispatch(Class<D> type) {
    return type.isInstance(clientDispatch) ? type.cast(clientDispatch) : null;
  }
}

package io.wsk.api;

/**
 * The provider's handle on a registered client, obtained by capture and given to the functions of
 * {@link WskProviderDispatch}. Opaque; valid until the capture is released.
 *
 * <p>C: {@code WSK_CLIENT}.
 */
public interface WskClient {}

package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a stream socket: one table for each role it may take. Both get the same context.
 *
 * <p>C: {@code WSK_CLIENT_STREAM_DISPATCH}.
 *
 * @param listen used once the socket listens; null if it never does
 * @param connect used once the socket connects; null if it never does
 * @param <C> the type of the socket's context
 */
public record WskClientStreamDispatch<C>(
    @Nullable WskClientListenDispatch<C> listen, @Nullable WskClientConnectionDispatch<C> connect)
    implements WskSocketDispatch<C> {}

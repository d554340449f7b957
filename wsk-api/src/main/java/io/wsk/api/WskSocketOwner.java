package io.wsk.api;

import io.wsk.api.control.SecurityDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a socket is created. It matters where sockets share local addresses.
 *
 * <p>C: {@code OwningProcess}, {@code OwningThread} and {@code SecurityDescriptor} of {@code
 * WskSocket}.
 *
 * @param owningProcess the process; null for the current one
 * @param owningThread the thread; null for none in particular
 * @param securityDescriptor who else may share the socket's local address; null for the default
 */
public record WskSocketOwner(
    @Nullable ProcessHandle owningProcess,
    @Nullable Thread owningThread,
    @Nullable SecurityDescriptor securityDescriptor) {}

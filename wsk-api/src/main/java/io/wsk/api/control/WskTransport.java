package io.wsk.api.control;

import java.util.UUID;

/**
 * A transport that sockets can be created for.
 *
 * <p>C: {@code WSK_TRANSPORT}.
 *
 * @param version the version of the transport, major in the high byte and minor in the low one
 * @param socketType {@code SOCK_STREAM} or {@code SOCK_DGRAM}
 * @param protocol {@code IPPROTO_TCP} or {@code IPPROTO_UDP}
 * @param addressFamily {@code AF_INET} or {@code AF_INET6}
 * @param providerId tells transports from different makers apart; stable within a process
 */
public record WskTransport(
    int version, int socketType, int protocol, int addressFamily, UUID providerId) {}

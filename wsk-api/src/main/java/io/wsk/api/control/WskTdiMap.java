package io.wsk.api.control;

/**
 * Which TDI device serves a kind of socket. There is no TDI in userspace: the type exists so that
 * the code of a driver can be carried over and is told {@code STATUS_NOT_SUPPORTED}.
 *
 * <p>C: {@code WSK_TDI_MAP}.
 *
 * @param socketType a {@code SOCK_*} number
 * @param addressFamily an {@code AF_*} number
 * @param protocol an {@code IPPROTO_*} number
 * @param tdiDeviceName the path of the device, say {@code \Device\Tcp}
 */
public record WskTdiMap(int socketType, int addressFamily, int protocol, String tdiDeviceName) {}

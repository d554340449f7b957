package io.wsk.api;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One result of a name look-up, or the hints for one: a node of a list.
 *
 * <p>C: {@code ADDRINFOEXW}.
 *
 * @param flags {@code AI_*} flags; 0 for none
 * @param family address family, {@link Ws2Def#AF_UNSPEC} in hints for any
 * @param socktype socket type; 0 in hints for any
 * @param protocol protocol; 0 in hints for any
 * @param addr the address; null in hints
 * @param canonname the canonical name; null if it was not asked for
 * @param next the next result, or null at the end
 */
public record AddrInfoExW(
    int flags,
    int family,
    int socktype,
    int protocol,
    @Nullable InetSocketAddress addr,
    @Nullable String canonname,
    @Nullable AddrInfoExW next) {
  /**
   * Hints for a look-up, with flags.
   *
   * @param flags {@code AI_*} flags of {@link Ws2Def}
   * @param family address family, {@link Ws2Def#AF_UNSPEC} for any
   * @param socktype socket type; 0 for any
   * @param protocol protocol; 0 for any
   * @return hints
   */
  public static AddrInfoExW hints(int flags, int family, int socktype, int protocol) {
    return new AddrInfoExW(flags, family, socktype, protocol, null, null, null);
  }

  /**
   * Hints for a look-up.
   *
   * @param family address family, {@link Ws2Def#AF_UNSPEC} for any
   * @param socktype socket type; 0 for any
   * @param protocol protocol; 0 for any
   * @return hints without flags
   */
  public static AddrInfoExW hints(int family, int socktype, int protocol) {
    return hints(0, family, socktype, protocol);
  }
}

package io.wsk.api;

import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.SecurityDescriptor;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a socket is created. It matters where sockets share local addresses: when a
 * second socket is bound to the address of a first, the {@linkplain #principal() principal} of the
 * second may be checked against the {@linkplain #securityDescriptor() descriptor} of the first.
 *
 * <p>In Windows the security context of the process and thread says who somebody is. A JVM has no
 * such thing, so the principal is named: process and thread are taken for the sake of a driver's
 * code, and decide nothing.
 *
 * <p>C: {@code OwningProcess}, {@code OwningThread} and {@code SecurityDescriptor} of {@code
 * WskSocket}.
 *
 * @param owningProcess the process; null for the current one
 * @param owningThread the thread; null for none in particular
 * @param principal who it is that {@link SecurityDescriptor#grants} is asked about; null for
 *     nobody, who is granted nothing
 * @param securityDescriptor who else may share the socket's local address; null for the default,
 *     which is nobody. Kept by the socket also after its release. One that has been released
 *     before, or is another provider's: the creation gives {@code STATUS_INVALID_PARAMETER}
 */
public record WskSocketOwner(
    @Nullable ProcessHandle owningProcess,
    @Nullable Thread owningThread,
    @Nullable Principal principal,
    @Nullable CachedSecurityDescriptor securityDescriptor) {
  /**
   * An owner by principal, in the current process.
   *
   * @param principal who it is; null for nobody
   * @param securityDescriptor who else may share the socket's local address; null for nobody
   * @return the owner
   */
  public static WskSocketOwner of(
      @Nullable Principal principal, @Nullable CachedSecurityDescriptor securityDescriptor) {
    return new WskSocketOwner(null, null, principal, securityDescriptor);
  }
}

package io.wsk.netty;

import io.wsk.api.WskSocketOwner;
import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.SecurityDescriptor;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * How a socket uses its local address: on whose behalf, and who else may. Sockets that are not
 * bound to an address of their own have none.
 */
final class AddressUse {
  private final @Nullable Principal principal;
  // Set on the socket's loop, read by whoever binds to the same address.
  private volatile @Nullable SecurityDescriptor descriptor;

  // What is said before bind; loop only.
  private Sharing sharing = Sharing.NONE;

  private AddressUse(@Nullable Principal principal, @Nullable SecurityDescriptor descriptor) {
    this.principal = principal;
    this.descriptor = descriptor;
  }

  /** For a new socket of this owner; null if the owner's descriptor is not valid. */
  static @Nullable AddressUse of(@Nullable WskSocketOwner owner, SecurityDescriptors cache) {
    if (owner == null) {
      return new AddressUse(null, null);
    }
    CachedSecurityDescriptor cached = owner.securityDescriptor();
    SecurityDescriptor given = cached == null ? null : cache.descriptorOf(cached);
    return cached != null && given == null ? null : new AddressUse(owner.principal(), given);
  }

  @Nullable Principal principal() {
    return principal;
  }

  @Nullable SecurityDescriptor descriptor() {
    return descriptor;
  }

  Sharing sharing() {
    return sharing;
  }

  void setSharing(Sharing value) {
    sharing = value;
  }

  void setDescriptor(SecurityDescriptor value) {
    descriptor = value;
  }

  /** Whether the owner of another socket may share the address although options do not say so. */
  boolean grants(AddressUse other) {
    SecurityDescriptor mine = descriptor;
    return mine != null && mine.grants(other.principal);
  }
}

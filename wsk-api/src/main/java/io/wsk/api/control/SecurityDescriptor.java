package io.wsk.api.control;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may share a local address with a socket. Of what a Windows security descriptor can say, this
 * is the part that WSK consults: at a second bind, the owner of the second socket is checked
 * against the descriptor of the first.
 *
 * <p>A descriptor has to be cached before a socket can have it: {@link
 * ClientControls#WSK_CACHE_SD}. A socket without one shares with nobody.
 *
 * <p>C: {@code SECURITY_DESCRIPTOR}.
 *
 * @param owner to whom it belongs; always granted
 * @param granted who else is granted; unmodifiable
 */
public record SecurityDescriptor(Principal owner, Set<Principal> granted) {
  /**
   * Keeps a copy of the set.
   *
   * @param owner to whom it belongs
   * @param granted who else is granted
   */
  public SecurityDescriptor {
    granted = Set.copyOf(granted);
  }

  /**
   * A descriptor in one expression.
   *
   * @param owner to whom it belongs
   * @param granted who else is granted, each once
   * @return the descriptor
   * @throws IllegalArgumentException if one is named twice
   */
  public static SecurityDescriptor of(Principal owner, Principal... granted) {
    return new SecurityDescriptor(owner, Set.of(granted));
  }

  /**
   * Whether somebody is granted access.
   *
   * @param principal who asks, see {@link io.wsk.api.WskSocketOwner#principal()}; null for a socket
   *     that was created without one
   * @return whether it is the owner or among the granted; false for null
   */
  public boolean grants(@Nullable Principal principal) {
    return principal != null && (principal.equals(owner) || granted.contains(principal));
  }
}

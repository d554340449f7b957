package io.wsk.api.control;

/**
 * A security descriptor that a provider keeps for a client; made by {@link
 * ClientControls#WSK_CACHE_SD} or by reading {@link SocketOptions#SO_WSK_SECURITY}. Any number of
 * sockets of that provider may be created with it, also those of other clients.
 *
 * <p>The client gives it back with {@link ClientControls#WSK_RELEASE_SD}, once. Sockets that have
 * it keep it. Equality is identity: two cached copies of one descriptor are released one by one.
 *
 * <p>Implemented by providers; one of another provider, or a released one, is answered with {@code
 * STATUS_INVALID_PARAMETER}.
 *
 * <p>C: {@code PSECURITY_DESCRIPTOR}, cached.
 */
public interface CachedSecurityDescriptor {
  /**
   * What was cached.
   *
   * @return the descriptor
   */
  SecurityDescriptor descriptor();
}

package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SecurityDescriptor;
import io.wsk.nt.NtStatus;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The security descriptors that a provider has cached for its clients. Each knows by itself whether
 * it has been released; there is no list of them, so one that is never released costs what its
 * owner keeps.
 */
final class SecurityDescriptors {
  /** The size of a cached descriptor as C has it: a pointer. */
  private static final int SIZE = Long.BYTES;

  /** A cached copy. Sockets that were given it keep the descriptor itself. */
  private final class Cached implements CachedSecurityDescriptor {
    private final SecurityDescriptor descriptor;
    private final AtomicBoolean released = new AtomicBoolean();

    Cached(SecurityDescriptor descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public SecurityDescriptor descriptor() {
      return descriptor;
    }

    boolean isUsableWith(SecurityDescriptors provider) {
      return provider == SecurityDescriptors.this && !released.get();
    }

    boolean release() {
      return released.compareAndSet(false, true);
    }

    @Override
    public String toString() {
      return "Cached[" + descriptor + (released.get() ? ", released]" : "]");
    }
  }

  /** Gives a new cached copy out, if there is room for it. */
  NtStatus cache(@Nullable Object input, @Nullable ControlOutput<CachedSecurityDescriptor> output) {
    return input instanceof SecurityDescriptor descriptor && output != null
        ? ControlOutputs.give(output, new Cached(descriptor), SIZE)
        : STATUS_INVALID_BUFFER_SIZE;
  }

  NtStatus release(@Nullable Object input) {
    if (!(input instanceof CachedSecurityDescriptor cached)) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    Cached ours = ours(cached);
    return ours != null && ours.release() ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
  }

  /** What was cached; null if the copy has been released, or is another provider's. */
  @Nullable SecurityDescriptor descriptorOf(CachedSecurityDescriptor cached) {
    Cached ours = ours(cached);
    return ours == null ? null : ours.descriptor();
  }

  private @Nullable Cached ours(CachedSecurityDescriptor cached) {
    return cached instanceof Cached ours && ours.isUsableWith(this) ? ours : null;
  }
}

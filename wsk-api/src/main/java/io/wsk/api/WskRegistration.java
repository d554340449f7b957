package io.wsk.api;

import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import io.wsk.nt.Out;
import java.time.Duration;

/**
 * A client's registration with a provider.
 *
 * <p>C: {@code WSK_REGISTRATION} and the functions that take it. All of them may be called from any
 * thread; those that wait refuse to be called on a provider thread.
 */
public interface WskRegistration extends AutoCloseable {
  /** How long {@link #close()} waits at most. */
  Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  /**
   * Gets the provider's functions. Each success must be matched by one {@link
   * #releaseProviderNpi()} or {@link WskProviderNpi#close()}. A client may capture more than once.
   *
   * <p>C: {@code WskCaptureProviderNPI}.
   *
   * @param waitTimeout milliseconds to wait for the provider to be ready; {@link Wsk#WSK_NO_WAIT}
   *     or {@link Wsk#WSK_INFINITE_WAIT}; unsigned
   * @param out gets the NPI on success
   * @return {@link NtStatus#STATUS_SUCCESS}; {@link NtStatus#STATUS_DEVICE_NOT_READY} if the time
   *     has passed or deregistration has begun; {@link NtStatus#STATUS_NOINTERFACE} if the provider
   *     does not speak the client's version
   * @throws IllegalStateException if it would have to wait on a provider thread
   */
  NtStatus captureProviderNpi(int waitTimeout, Out<WskProviderNpi> out);

  /**
   * Gets the provider's functions, or throws.
   *
   * @param waitTimeout as for {@link #captureProviderNpi}
   * @return the NPI, to be given back by {@link WskProviderNpi#close()}
   * @throws NtStatusException with the status that {@link #captureProviderNpi} gives
   * @throws IllegalStateException if it would have to wait on a provider thread
   */
  default WskProviderNpi capture(int waitTimeout) {
    Out<WskProviderNpi> out = new Out<>();
    NtStatus status = captureProviderNpi(waitTimeout, out);
    if (!status.isSuccess()) {
      throw new NtStatusException("WskCaptureProviderNPI", status);
    }
    return out.get();
  }

  /**
   * Gives one capture back.
   *
   * <p>C: {@code WskReleaseProviderNPI}.
   *
   * @return {@link NtStatus#STATUS_SUCCESS}; {@link NtStatus#STATUS_INVALID_DEVICE_REQUEST} if
   *     there is no capture to release, which is reported and changes nothing
   */
  NtStatus releaseProviderNpi();

  /**
   * The versions that the provider speaks; needs no capture.
   *
   * <p>C: {@code WskQueryProviderCharacteristics}.
   *
   * @param out gets the versions on success
   * @return {@link NtStatus#STATUS_SUCCESS}
   */
  NtStatus queryProviderCharacteristics(Out<WskProviderCharacteristics> out);

  /**
   * Takes the registration back and waits, for as long as it takes, until all captures are
   * released, all calls of provider functions have returned, all their IRPs have completed and all
   * sockets are closed. From the moment it begins, captures fail. What it waits for is logged every
   * few seconds. On a registration that has been taken back it returns at once.
   *
   * <p>C: {@code WskDeregister}.
   *
   * @throws IllegalStateException on a provider thread; nothing has changed then
   * @throws NtStatusException with {@link NtStatus#STATUS_CANCELLED} if the thread is interrupted;
   *     its interrupt flag is set, and deregister may be called again
   */
  void deregister();

  /**
   * Takes the registration back, but does not wait for ever. It may be called again.
   *
   * @param limit how long to wait at most
   * @return what is still open when the limit has passed; {@link WskDeregisterReport#isComplete()}
   *     if nothing is
   * @throws IllegalStateException on a provider thread; nothing has changed then
   * @throws NtStatusException as for {@link #deregister()}
   */
  WskDeregisterReport deregister(Duration limit);

  /**
   * Takes the registration back and waits up to {@link #CLOSE_LIMIT}, so that a forgotten socket
   * ends in a message that names it, not in a hang.
   *
   * @throws IllegalStateException if something is still open then; the message lists it, and {@link
   *     #deregister()} may still be called
   */
  @Override
  default void close() {
    WskDeregisterReport report = deregister(CLOSE_LIMIT);
    if (!report.isComplete()) {
      throw new IllegalStateException("registration closed with things still open: " + report);
    }
  }
}

package io.wsk.spi;

import io.wsk.api.WskClientNpi;
import io.wsk.api.WskRegistration;

/**
 * A provider of WSK: makes registrations. An instance may serve many clients at a time; threads and
 * other resources are held only while there is a registration.
 */
public interface WskProvider {
  /** The system property that names the provider to use when there is more than one. */
  String PROVIDER_PROPERTY = "io.wsk.provider";

  /**
   * A short name, unique among providers.
   *
   * @return for example {@code netty}
   */
  String name();

  /**
   * Registers a client. Returns without waiting for the provider to be ready: capture waits.
   *
   * <p>C: {@code WskRegister}.
   *
   * @param clientNpi who registers
   * @return a new registration
   * @throws IllegalStateException if the provider cannot work here, saying why
   */
  WskRegistration register(WskClientNpi<?> clientNpi);

  /**
   * Finds the provider to use, by a fixed rule that does not depend on the order of the class path:
   * if the system property {@value #PROVIDER_PROPERTY} names one, that one; otherwise the only one
   * there is.
   *
   * @return always the same instance as long as the property does not change
   * @throws IllegalStateException if there is none, if there are several and none is named, if two
   *     have the same name, or if none has the name; the message lists what was found
   */
  static WskProvider find() {
    return ProviderFinder.find();
  }
}

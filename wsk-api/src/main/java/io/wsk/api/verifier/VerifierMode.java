package io.wsk.api.verifier;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a verifier does. */
public enum VerifierMode {
  /** Nothing. The default: the paths that data takes are those of a provider without a verifier. */
  OFF,

  /**
   * Reports violations. Calls answer what they answer without it, but for one: a release of an
   * indication that its callback did not keep is refused, which a provider that lends its
   * indications again can otherwise not always tell.
   */
  STANDARD,

  /**
   * Reports violations and throws a {@link VerifierException} at the caller, when what the contract
   * says of the call has happened: the status is in the IRP, and nothing else has changed. A
   * violation that has no caller (a callback that takes too long or answers with a wrong status, an
   * indication or a registration that is lost) is reported as in {@link #STANDARD}: there is nobody
   * to throw at.
   */
  STRICT;

  /**
   * Finds a mode by its name in either case.
   *
   * @param name {@code off}, {@code standard} or {@code strict}
   * @return the mode
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static VerifierMode parse(String name) {
    String wanted = name.trim();
    for (VerifierMode mode : values()) {
      if (mode.name().equalsIgnoreCase(wanted)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "no verifier mode '"
            + name
            + "'; there are "
            + Arrays.stream(values())
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}

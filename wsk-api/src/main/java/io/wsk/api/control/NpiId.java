package io.wsk.api.control;

import java.util.UUID;

/**
 * The identifier of a network programming interface: of WSK itself, whose events are the standard
 * ones, or of an extension interface.
 *
 * <p>C: {@code NPIID}.
 *
 * @param value the GUID, in the order in which it is written
 */
public record NpiId(UUID value) {
  /**
   * WSK itself, {@code {2227E803-8D8B-11D4-ABAD-009027719E09}}.
   *
   * <p>C: {@code NPI_WSK_INTERFACE_ID}.
   */
  public static final NpiId NPI_WSK_INTERFACE_ID =
      new NpiId(UUID.fromString("2227e803-8d8b-11d4-abad-009027719e09"));
}

package io.wsk.api.control;

import java.util.List;

/**
 * The transports there are; the result of {@link ClientControls#WSK_TRANSPORT_LIST_QUERY}. Sizes of
 * its {@link ControlOutput} count transports.
 *
 * <p>C: an array of {@code WSK_TRANSPORT}.
 *
 * @param transports in the provider's order of preference; unmodifiable
 */
public record WskTransportList(List<WskTransport> transports) {
  /**
   * Keeps a copy of the list.
   *
   * @param transports in the provider's order of preference
   */
  public WskTransportList {
    transports = List.copyOf(transports);
  }
}

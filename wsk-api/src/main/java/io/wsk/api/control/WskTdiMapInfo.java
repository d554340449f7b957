package io.wsk.api.control;

import java.util.List;

/**
 * The input of {@link ClientControls#WSK_TDI_DEVICENAME_MAPPING}.
 *
 * <p>C: {@code WSK_TDI_MAP_INFO}.
 *
 * @param map one entry a kind of socket; unmodifiable
 */
public record WskTdiMapInfo(List<WskTdiMap> map) {
  /**
   * Keeps a copy of the list.
   *
   * @param map one entry a kind of socket
   */
  public WskTdiMapInfo {
    map = List.copyOf(map);
  }
}

package io.wsk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.control.ClientControls;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.tck.ContractRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WskTest {
  private static final Pattern ENTRY = Pattern.compile("(\\w+) (0x[0-9A-Fa-f]+|\\d+)");

  /** A row of the contract's table of constants, as name and value. */
  private static Map<String, Integer> row(String group) throws IOException {
    String row =
        Files.readAllLines(ContractRules.path()).stream()
            .filter(line -> line.startsWith("| " + group))
            .findFirst()
            .orElseThrow();
    Map<String, Integer> values = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(row.substring(row.indexOf('|', 2)));
    while (matcher.find()) {
      values.put(matcher.group(1), Long.decode(matcher.group(2)).intValue());
    }
    return values;
  }

  private static void assertConstants(Class<?> holder, String group, String prefix, String suffix)
      throws Exception {
    Map<String, Integer> expected = row(group);
    assertThat(expected).isNotEmpty();
    for (Map.Entry<String, Integer> entry : expected.entrySet()) {
      String field = prefix + entry.getKey() + suffix;
      assertThat(holder.getField(field).get(null)).as(field).isEqualTo(entry.getValue());
    }
  }

  @Test
  void hasTheFlagsOfTheContract() throws Exception {
    assertConstants(Wsk.class, "socket flags", "WSK_FLAG_", "_SOCKET");
    assertConstants(Wsk.class, "event flags", "WSK_EVENT_", "");
    assertConstants(Wsk.class, "callback flags", "WSK_FLAG_", "");
    assertConstants(Wsk.class, "send flags", "WSK_FLAG_", "");
    assertConstants(Wsk.class, "receive flags", "WSK_FLAG_", "");
    assertConstants(Wsk.class, "disconnect flags", "WSK_FLAG_", "");
    assertConstants(Wsk.class, "wait", "", "");
    assertConstants(Ws2Def.class, "message flags", "", "");
  }

  @Test
  void hasTheInspectActionsAndRequestTypesOfTheContract() throws IOException {
    Map<String, Integer> actions = new TreeMap<>();
    for (WskInspectAction action : WskInspectAction.values()) {
      actions.put(action.name().substring("WskInspect".length()), action.value());
    }
    assertThat(actions).isEqualTo(row("inspect actions"));
    Map<String, Integer> types = new TreeMap<>();
    for (WskControlRequestType type : WskControlRequestType.values()) {
      types.put(type.name().substring("Wsk".length()), type.value());
    }
    assertThat(types).isEqualTo(row("control request"));
  }

  @Test
  void hasTheControlCodesOfTheContract() throws IOException {
    Map<String, Integer> controls = row("client controls");
    assertThat(ClientControls.WSK_TRANSPORT_LIST_QUERY.code())
        .isEqualTo(controls.get("TRANSPORT_LIST_QUERY"));
    assertThat(ClientControls.WSK_TRANSPORT_LIST_CHANGE.code())
        .isEqualTo(controls.get("TRANSPORT_LIST_CHANGE"));
    assertThat(ClientControls.WSK_CACHE_SD.code()).isEqualTo(controls.get("CACHE_SD"));
    assertThat(ClientControls.WSK_RELEASE_SD.code()).isEqualTo(controls.get("RELEASE_SD"));
    assertThat(ClientControls.WSK_TDI_DEVICENAME_MAPPING.code())
        .isEqualTo(controls.get("TDI_DEVICENAME_MAPPING"));
    assertThat(ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS.code())
        .isEqualTo(controls.get("SET_STATIC_EVENT_CALLBACKS"));
    assertThat(ClientControls.WSK_TDI_BEHAVIOR.code()).isEqualTo(controls.get("TDI_BEHAVIOR"));
    Map<String, Integer> options = row("WSK options");
    assertThat(SocketOptions.SO_WSK_SECURITY.code()).isEqualTo(options.get("SO_WSK_SECURITY"));
    assertThat(SocketOptions.SO_WSK_EVENT_CALLBACK.code())
        .isEqualTo(options.get("SO_WSK_EVENT_CALLBACK"));
    assertThat(SocketOptions.SO_CONDITIONAL_ACCEPT.code())
        .isEqualTo(options.get("SO_CONDITIONAL_ACCEPT"));
    assertThat(SocketOptions.SO_WSK_EVENT_CALLBACK.level()).isEqualTo(Ws2Def.SOL_SOCKET);
  }

  @Test
  void packsAndUnpacksVersions() {
    assertThat(Wsk.makeWskVersion(1, 0)).isEqualTo(Wsk.WSK_VERSION_1_0).isEqualTo(0x0100);
    assertThat(Wsk.makeWskVersion(1, 1)).isEqualTo(Wsk.WSK_VERSION_1_1).isEqualTo(0x0101);
    int version = Wsk.makeWskVersion(255, 7);
    assertThat(Wsk.wskMajorVersion(version)).isEqualTo(255);
    assertThat(Wsk.wskMinorVersion(version)).isEqualTo(7);
  }

  @Test
  void refusesVersionsThatDoNotFit() {
    int[][] wrong = {{-1, 0}, {256, 0}, {0, -1}, {0, 256}};
    for (int[] version : wrong) {
      assertThatThrownBy(() -> Wsk.makeWskVersion(version[0], version[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.format(Locale.ROOT, "%d.%d", version[0], version[1]));
    }
  }

  @Test
  void refusesAReservedFieldThatIsNotZero() {
    assertThatThrownBy(() -> new WskClientDispatch<Void>(Wsk.WSK_VERSION_1_0, 1, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("REG-01");
  }

  @Test
  void reportsADeregistrationAsCompleteWhenNothingIsOpen() {
    assertThat(report(0, 0, List.of(), List.of()).isComplete()).isTrue();
    assertThat(report(1, 0, List.of(), List.of()).isComplete()).isFalse();
    assertThat(report(0, 1, List.of(), List.of()).isComplete()).isFalse();
    assertThat(report(0, 0, List.of("irp"), List.of()).isComplete()).isFalse();
    List<WskDeregisterReport.OpenSocket> sockets = new ArrayList<>();
    sockets.add(new WskDeregisterReport.OpenSocket("Listen#1", "bound", null, null, 0));
    WskDeregisterReport report = report(0, 0, List.of(), sockets);
    sockets.clear();
    assertThat(report.isComplete()).isFalse();
  }

  private static WskDeregisterReport report(
      int captures,
      int calls,
      List<String> requests,
      List<WskDeregisterReport.OpenSocket> sockets) {
    return new WskDeregisterReport(captures, calls, requests, sockets);
  }
}

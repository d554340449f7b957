package io.wsk.bench.report;

import com.sun.management.OperatingSystemMXBean;
import io.netty.util.Version;
import io.wsk.bench.suite.MeasuredJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What this machine says of itself. */
final class Machine {
  private static final String UNKNOWN = "unknown";
  private static final double GIBIBYTE = 1 << 30;
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

  private Machine() {}

  static Map<String, String> describe(List<String> jvmArguments) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("processor", valueIn(CPUS, "model name"));
    all.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    all.put("processors allowed", valueIn(STATUS, "Cpus_allowed_list"));
    all.put("frequency governor", textOf(GOVERNOR));
    all.put("memory", memory());
    all.put("system", properties("os.name", "os.version", "os.arch"));
    all.put("virtual machine", properties("java.vm.vendor", "java.vm.name", "java.vm.version"));
    all.put("own flags", flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    all.put("flags of measured processes", flags(MeasuredJvm.args(jvmArguments)));
    return all;
  }

  static Map<String, String> versions() {
    Version netty = Version.identify().get("netty-common");
    return Map.of("Netty", netty == null ? UNKNOWN : netty.artifactVersion());
  }

  /** The average of the last minute; negative if the host has none. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / GIBIBYTE)
        : UNKNOWN;
  }

  private static String properties(String... names) {
    return String.join(" ", List.of(names).stream().map(System::getProperty).toList());
  }

  private static String flags(List<String> flags) {
    return flags.isEmpty() ? "none" : String.join(" ", flags);
  }

  /** The value of the first line {@code name : value}; unknown where there is no such file. */
  static String valueIn(Path file, String name) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}

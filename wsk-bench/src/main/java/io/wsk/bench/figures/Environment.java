package io.wsk.bench.figures;

import io.netty.util.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where figures were taken: without it they say nothing. */
public final class Environment {
  private Environment() {}

  /**
   * The machine and the versions.
   *
   * @return names and values, in order
   */
  public static Map<String, Object> describe() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("time", Instant.now().toString());
    all.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    all.put("arch", System.getProperty("os.arch"));
    all.put("processors", Runtime.getRuntime().availableProcessors());
    all.put("netty", netty());
    return all;
  }

  private static String netty() {
    Version version = Version.identify().get("netty-common");
    return version == null ? "unknown" : version.artifactVersion();
  }
}

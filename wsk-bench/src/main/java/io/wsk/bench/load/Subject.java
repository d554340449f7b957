package io.wsk.bench.load;

import io.wsk.bench.server.ServerFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server that is measured.
 *
 * @param suite which suite's
 * @param label the name that samples carry
 * @param factory starts it
 */
public record Subject(String suite, String label, ServerFactory factory) {
  /**
   * The name by which a server process starts it.
   *
   * @return suite and label
   */
  public String server() {
    return suite + "-" + label.replace(", ", "-");
  }

  /**
   * Servers as a server process wants them.
   *
   * @param subjects some
   * @return their factories, by name
   */
  public static Map<String, ServerFactory> servers(List<Subject> subjects) {
    return subjects.stream().collect(Collectors.toMap(Subject::server, Subject::factory));
  }
}

package io.wsk.bench.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of all subjects that are compared, alive at once. */
public final class Fleet implements AutoCloseable {
  private final Map<String, ServerProcess> processes = new LinkedHashMap<>();

  private Fleet() {}

  /**
   * Starts servers side by side.
   *
   * @param commands a command line for each subject
   * @param pinning where servers run
   * @return the servers; to be closed
   * @throws IOException if there is no such program
   */
  public static Fleet start(Map<String, List<String>> commands, Pinning pinning)
      throws IOException {
    Fleet fleet = new Fleet();
    try {
      for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
        List<String> command = pinning.server(entry.getValue());
        fleet.processes.put(entry.getKey(), ServerProcess.start(command));
      }
      return fleet;
    } catch (IOException e) {
      fleet.stop();
      throw e;
    }
  }

  /**
   * Waits until all servers listen, and leaves those out which do not come up.
   *
   * @return what became of those; empty if all is well
   * @throws InterruptedException if the thread is interrupted
   */
  public Map<String, String> await() throws InterruptedException {
    Map<String, String> problems = new LinkedHashMap<>();
    for (Map.Entry<String, ServerProcess> entry : processes.entrySet()) {
      try {
        entry.getValue().port();
      } catch (IOException e) {
        problems.put(entry.getKey(), String.valueOf(e.getMessage()));
        stop(entry.getValue());
      }
    }
    processes.keySet().removeAll(problems.keySet());
    return problems;
  }

  /**
   * The server of a subject.
   *
   * @param subject the subject
   * @return its process, or null if it is not running
   */
  public @Nullable ServerProcess of(String subject) {
    return processes.get(subject);
  }

  /**
   * Ends all servers.
   *
   * @return what became of those that did not end well; empty if all is well
   */
  public Map<String, String> stop() {
    Map<String, String> problems = new LinkedHashMap<>();
    processes.forEach(
        (subject, process) -> {
          String problem = stop(process);
          if (problem != null) {
            problems.put(subject, problem);
          }
        });
    processes.clear();
    return problems;
  }

  private static @Nullable String stop(ServerProcess process) {
    try {
      process.close();
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Override
  public void close() throws IOException {
    Map<String, String> problems = stop();
    if (!problems.isEmpty()) {
      throw new IOException("servers did not end well: " + problems);
    }
  }
}

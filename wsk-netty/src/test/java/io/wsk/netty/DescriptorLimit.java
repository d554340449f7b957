package io.wsk.netty;

import io.wsk.tck.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Takes new file descriptors away from this process for a while: lowers its soft limit below those
 * that are open. What is open stays usable. The shell that raises the limit again is started
 * before, since a process without descriptors can start none.
 */
final class DescriptorLimit implements AutoCloseable {
  private final Process shell;
  private final BufferedReader answers;

  private DescriptorLimit(Process shell) {
    this.shell = shell;
    this.answers = shell.inputReader(StandardCharsets.US_ASCII);
  }

  static DescriptorLimit lower() {
    loadClasses();
    long pid = ProcessHandle.current().pid();
    try {
      Process shell = new ProcessBuilder("sh", "-c", script(pid)).redirectErrorStream(true).start();
      DescriptorLimit limit = new DescriptorLimit(shell);
      limit.expect("lowered");
      return limit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three are the standard streams, which are always open: so not one is left. */
  private static String script(long pid) {
    String limit = "prlimit --pid " + pid + " --nofile";
    return "old=$("
        + limit
        + " --output SOFT --noheadings | tr -d ' ')\n"
        + limit
        + "=3: && echo lowered\n"
        + "read go\n"
        + limit
        + "=$old: && echo raised\n";
  }

  /** Classes in a folder are opened one by one, which would fail: they are loaded before. */
  private static void loadClasses() {
    // What waiting needs, native code included.
    Eventually.until("classes of the waiting kind are loaded", () -> true);
    try {
      Path root =
          Path.of(
              NettyWskProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files
              .map(file -> root.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
              .forEach(DescriptorLimit::load);
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void expect(String answer) throws IOException {
    String line = answers.readLine();
    if (!answer.equals(line)) {
      throw new IllegalStateException("prlimit answered " + line + " instead of " + answer);
    }
  }

  @Override
  public void close() {
    try {
      shell.outputWriter(StandardCharsets.US_ASCII).append('\n').close();
      expect("raised");
      shell.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.wsk.bench.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java virtual machine to measure with.
 *
 * @param java its launcher
 * @param version such as {@code 17.0.19}
 */
public record Jvm(Path java, String version) {
  private static final Pattern VERSION = Pattern.compile("version \"([^\"]+)\"");

  /**
   * The one that runs this.
   *
   * @return its launcher and version
   */
  public static Jvm running() {
    return new Jvm(
        launcher(Path.of(System.getProperty("java.home"))), System.getProperty("java.version"));
  }

  /**
   * One that the host has.
   *
   * @param path its launcher or its home directory
   * @return its launcher and version
   * @throws IOException if there is no Java there; the message names the path
   */
  public static Jvm at(Path path) throws IOException {
    Path java = Files.isDirectory(path) ? launcher(path) : path;
    if (!Files.isExecutable(java)) {
      throw new IOException("--jvm must name a JDK or its java, but nothing can be run at " + java);
    }
    Process process =
        new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException("--jvm must name a JDK or its java, but " + java + " says: " + said);
    }
    return new Jvm(java, version.group(1));
  }

  private static Path launcher(Path home) {
    return home.resolve("bin").resolve("java");
  }
}

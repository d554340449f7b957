package io.wsk.bench.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The versions of what is compared, as the build knows them: in the runnable jar nothing else says
 * which they are.
 */
final class Versions {
  private static final String RESOURCE = "versions.properties";
  private static final Properties ALL = load();

  private Versions() {}

  private static Properties load() {
    Properties versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
      versions.load(Objects.requireNonNull(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  /** Name and version of a library, as people write them. */
  static String of(String library) {
    return Objects.requireNonNull(ALL.getProperty(library), library);
  }
}

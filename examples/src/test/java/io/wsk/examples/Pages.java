package io.wsk.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's pages and sources, as the tests of the documentation read them. */
final class Pages {
  static final Path ROOT = root();
  static final Path README = ROOT.resolve("README.md");
  static final Path DOCS = ROOT.resolve("docs");

  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern ANY_BLOCK = Pattern.compile("(?sm)^```.*?^```");
  private static final Pattern JAVA_LINK = Pattern.compile("\\]\\(([^)#]+\\.java)\\)");

  private Pages() {}

  /** Code that a page shows, and the source that the last link in front of it leads to. */
  record Shown(String code, Path source) {}

  /** The README and everything in docs/. */
  static List<Path> all() throws IOException {
    try (Stream<Path> docs = Files.walk(DOCS)) {
      return Stream.concat(
              Stream.of(README), docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** The Java that a page shows, in order. */
  static List<Shown> javaOf(Path page) throws IOException {
    String text = Files.readString(page);
    List<Shown> shown = new ArrayList<>();
    Matcher block = JAVA_BLOCK.matcher(text);
    while (block.find()) {
      shown.add(new Shown(block.group(1), sourceFor(page, text.substring(0, block.start()))));
    }
    return shown;
  }

  private static Path sourceFor(Path page, String before) {
    Matcher link = JAVA_LINK.matcher(before);
    String last = null;
    while (link.find()) {
      last = link.group(1);
    }
    if (last == null) {
      throw new AssertionError(page + " shows Java without a link to its source in front of it");
    }
    return page.resolveSibling(last).normalize();
  }

  /** A page without its blocks of code. */
  static String proseOf(Path page) throws IOException {
    return ANY_BLOCK.matcher(Files.readString(page)).replaceAll("");
  }

  /** Without comments and white space: lines may be joined and broken as the page needs. */
  static String codeOf(String text) {
    return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "").replaceAll("\\s+", "");
  }

  /**
   * Follows lines of a page through a source.
   *
   * @param shown what the page shows
   * @param code the source, as {@link #codeOf} gives it
   * @param from where the first line must be
   * @return where the last line ends
   */
  static int follow(String shown, String code, int from) {
    int at = from;
    for (String line : shown.lines().toList()) {
      String expected = codeOf(line);
      if (!code.startsWith(expected, at)) {
        throw new AssertionError(
            "the page has '%s' where the source goes on with '%s'"
                .formatted(line, code.substring(at, Math.min(code.length(), at + 60))));
      }
      at += expected.length();
    }
    return at;
  }

  /** The path of a file within the project, for messages. */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("README.md")) && Files.exists(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("no README.md beside mvnw above " + here);
  }
}

package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and tested, and what it points to is there. */
class ReadmeTest {
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Path ROOT = root();
  private static final Path README = ROOT.resolve("README.md");

  @Test
  void theExampleIsMinimalEchoLineByLine() throws IOException {
    String source =
        codeOf(
            Files.readString(
                ROOT.resolve("examples/src/main/java/io/wsk/examples/MinimalEcho.java")));
    int at = source.indexOf("publicrecordMinimalEcho");
    for (String line : example().lines().toList()) {
      String code = codeOf(line);
      assertThat(source.startsWith(code, at))
          .as("README has '%s' where MinimalEcho goes on with '%s'", line, excerpt(source, at))
          .isTrue();
      at += code.length();
    }
    assertThat(source.substring(at)).as("what the README leaves out at the end").isEmpty();
  }

  @Test
  void everyLinkLeadsToSomething() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(ROOT.relativize(page) + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static String example() throws IOException {
    Matcher blocks = JAVA_BLOCK.matcher(Files.readString(README));
    assertThat(blocks.find()).as("a Java block in the README").isTrue();
    return blocks.group(1);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(README), docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** Without comments and white space: lines may be joined and broken as the page needs. */
  private static String codeOf(String text) {
    return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "").replaceAll("\\s+", "");
  }

  private static String excerpt(String source, int at) {
    return source.substring(at, Math.min(source.length(), at + 60));
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

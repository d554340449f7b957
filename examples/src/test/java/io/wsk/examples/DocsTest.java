package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages point to is there, and the Java that they show is compiled. */
class DocsTest {
  private static final Pattern INLINE_LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern REFERENCE = Pattern.compile("\\]\\[([^\\]]+)\\]");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^\\]]+)\\]: (\\S+)$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void everyLinkLeadsToSomething() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : Pages.all()) {
      for (String target : targetsOf(page)) {
        if (!isThere(page, target)) {
          broken.add(Pages.name(page) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyReferenceIsDefinedAndEveryDefinitionIsUsed() throws IOException {
    for (Path page : Pages.all()) {
      String prose = Pages.proseOf(page);
      assertThat(groups(DEFINITION, prose, 1))
          .as("definitions and uses of links in %s", Pages.name(page))
          .containsExactlyInAnyOrderElementsOf(new HashSet<>(groups(REFERENCE, prose, 1)));
    }
  }

  @Test
  void everyPageIsLinkedFromAnother() throws IOException {
    Set<Path> linked = new HashSet<>();
    for (Path page : Pages.all()) {
      for (String target : targetsOf(page)) {
        linked.add(fileOf(page, target));
      }
    }
    for (Path page : Pages.all()) {
      assertThat(
              page.equals(Pages.README)
                  || linked.contains(page)
                  || linked.contains(page.getParent()))
          .as("a link to %s or its folder", Pages.name(page))
          .isTrue();
    }
  }

  @Test
  void theJavaOnThePagesIsCompiledCode() throws IOException {
    for (Path page : Pages.all()) {
      for (Pages.Shown shown : Pages.javaOf(page)) {
        String code = Pages.codeOf(Files.readString(shown.source()));
        int begin = code.indexOf(Pages.codeOf(shown.code()));
        if (begin < 0) {
          // Not there as a whole: follow it from its first line, for a message that says where.
          begin = code.indexOf(Pages.codeOf(shown.code().lines().findFirst().orElse("")));
          assertThat(begin)
              .as("'%s' of %s in %s", shown.code(), Pages.name(page), shown.source())
              .isNotNegative();
          Pages.follow(shown.code(), code, begin);
        }
      }
    }
  }

  private static List<String> targetsOf(Path page) throws IOException {
    String prose = Pages.proseOf(page);
    List<String> targets = new ArrayList<>(groups(INLINE_LINK, prose, 1));
    targets.addAll(groups(DEFINITION, prose, 2));
    return targets.stream().filter(target -> !target.startsWith("https://")).toList();
  }

  private static boolean isThere(Path page, String target) throws IOException {
    Path file = fileOf(page, target);
    int anchor = target.indexOf('#');
    return Files.exists(file)
        && (anchor < 0 || anchorsOf(file).contains(target.substring(anchor + 1)));
  }

  private static Path fileOf(Path page, String target) {
    String path = target.replaceAll("#.*", "");
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }

  /** Headings as GitHub names them: lower case, words joined by hyphens, without punctuation. */
  private static List<String> anchorsOf(Path page) throws IOException {
    return groups(HEADING, Pages.proseOf(page), 1).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }

  private static List<String> groups(Pattern pattern, String text, int group) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }
}

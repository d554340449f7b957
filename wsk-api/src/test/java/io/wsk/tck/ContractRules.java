package io.wsk.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of docs/contract.md, in its order: id and text. */
public final class ContractRules {
  /** The system property that says where the contract is. */
  public static final String CONTRACT_PROPERTY = "wsk.contract";

  /** A rule is a list item that begins with its id and its origin: "- REG-01 [doc] text". */
  private static final Pattern RULE = Pattern.compile("- ([A-Z]{3}-\\d{2}) \\[\\w+\\] (.*)");

  private ContractRules() {}

  /** Reads the rules of the contract that {@link #path()} finds. */
  public static Map<String, String> load() throws IOException {
    return parse(Files.readAllLines(path()));
  }

  /** Takes the rules out of the contract's lines. */
  public static Map<String, String> parse(List<String> lines) {
    Map<String, String> rules = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = RULE.matcher(line);
      if (matcher.matches() && rules.put(matcher.group(1), matcher.group(2)) != null) {
        throw new IllegalArgumentException("the contract has two rules " + matcher.group(1));
      }
    }
    return Collections.unmodifiableMap(rules);
  }

  /** Where the contract is: as the property says, or above the working directory. */
  public static Path path() throws IOException {
    String given = System.getProperty(CONTRACT_PROPERTY);
    if (given != null) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("docs").resolve("contract.md");
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new IOException(
        "no docs/contract.md above the working directory; set -D" + CONTRACT_PROPERTY);
  }
}

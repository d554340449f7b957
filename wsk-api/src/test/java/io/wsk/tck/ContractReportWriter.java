package io.wsk.tck;

import io.wsk.tck.ContractResults.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the results of the rules into words: for people and for programs. */
final class ContractReportWriter {
  private static final int FIRST_WORDS = 70;

  private final Map<String, String> rules;
  private final ContractResults results;

  ContractReportWriter(Map<String, String> rules, ContractResults results) {
    this.rules = rules;
    this.results = results;
  }

  /** Rules that tests name and the contract does not have. */
  Set<String> unknownRules() {
    Set<String> unknown = new TreeSet<>(results.rules());
    unknown.removeAll(rules.keySet());
    return unknown;
  }

  String summary() {
    long tested = rules.keySet().stream().filter(id -> !results.of(id).isEmpty()).count();
    StringBuilder text = new StringBuilder();
    text.append(rules.size()).append(" rules, ").append(tested).append(" with tests");
    for (String transport : results.transports()) {
      long holding = rules.keySet().stream().filter(id -> results.holds(id, transport)).count();
      text.append("; ").append(transport).append(": ").append(holding).append(" hold");
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("# Contract report\n\n");
    text.append(summary()).append(".\n\n");
    if (!unknownRules().isEmpty()) {
      text.append("**Rules that tests name and the contract does not have:** ")
          .append(String.join(", ", unknownRules()))
          .append("\n\n");
    }
    Set<String> transports = results.transports();
    text.append("| rule | text |");
    transports.forEach(transport -> text.append(' ').append(cell(transport)).append(" |"));
    text.append(" tests |\n| --- | --- |").append(" --- |".repeat(transports.size() + 1));
    text.append('\n');
    rules.forEach((id, words) -> markdownRow(text, id, words, transports));
    return text.toString();
  }

  private void markdownRow(StringBuilder text, String id, String words, Set<String> transports) {
    text.append("| ").append(id).append(" | ").append(cell(firstWords(words))).append(" |");
    for (String transport : transports) {
      text.append(' ').append(cell(results.verdict(id, transport))).append(" |");
    }
    text.append(' ').append(cell(String.join(", ", testNames(id)))).append(" |\n");
  }

  private Set<String> testNames(String id) {
    Set<String> names = new TreeSet<>();
    results.of(id).forEach(run -> names.add(run.test()));
    return names;
  }

  static String firstWords(String text) {
    if (text.length() <= FIRST_WORDS) {
      return text;
    }
    int end = text.lastIndexOf(' ', FIRST_WORDS);
    return text.substring(0, end < 0 ? FIRST_WORDS : end) + " ...";
  }

  private static String cell(String text) {
    return text.replace("\n", " ").replace("\r", " ").replace("|", "\\|");
  }

  String json() {
    List<String> members = new ArrayList<>();
    rules.forEach((id, words) -> members.add(jsonRule(id, words)));
    return "{\n  \"summary\": "
        + quoted(summary())
        + ",\n  \"unknownRules\": "
        + jsonList(unknownRules().stream().map(ContractReportWriter::quoted).toList())
        + ",\n  \"rules\": [\n"
        + String.join(",\n", members)
        + "\n  ]\n}\n";
  }

  private String jsonRule(String id, String words) {
    List<String> verdicts = new ArrayList<>();
    for (String transport : results.transports()) {
      verdicts.add(quoted(transport) + ": " + quoted(results.verdict(id, transport)));
    }
    return "    {\"id\": "
        + quoted(id)
        + ", \"text\": "
        + quoted(words)
        + ", \"transports\": {"
        + String.join(", ", verdicts)
        + "}, \"tests\": "
        + jsonList(results.of(id).stream().map(ContractReportWriter::jsonRun).toList())
        + "}";
  }

  private static String jsonRun(TestRun run) {
    return "{\"test\": "
        + quoted(run.test())
        + ", \"transport\": "
        + quoted(run.transport())
        + ", \"result\": "
        + quoted(run.result().name().toLowerCase(Locale.ROOT))
        + ", \"reason\": "
        + quoted(run.reason())
        + "}";
  }

  private static String jsonList(List<String> values) {
    return "[" + String.join(", ", values) + "]";
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}

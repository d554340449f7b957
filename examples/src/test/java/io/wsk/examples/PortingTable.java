package io.wsk.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of docs/porting.md, cell by cell. */
final class PortingTable {
  static final Path PAGE = Pages.DOCS.resolve("porting.md");

  private static final String HEADER = "| C | Java | Rules |";
  private static final Pattern C_NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern JAVA_NAME = Pattern.compile("\\[`([^`]+)`\\]\\[([^\\]]+)\\]");
  private static final Pattern DEFINITION = Pattern.compile("^\\[([^\\]]+)\\]: (\\S+)$");

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Path> sources = new HashMap<>();

  /** A Java name: a type, or a type and one of its members. */
  record JavaName(String type, String member, String link) {
    static JavaName of(String text, String link) {
      int dot = text.indexOf('.');
      return dot < 0
          ? new JavaName(text, "", link)
          : new JavaName(text.substring(0, dot), text.substring(dot + 1), link);
    }

    @Override
    public String toString() {
      return member.isEmpty() ? type : type + "." + member;
    }
  }

  /** A row; rules are ids, and each end of a range is one. */
  record Row(int line, List<String> c, List<JavaName> java, List<String> rules, String differs) {}

  static PortingTable read() throws IOException {
    PortingTable table = new PortingTable();
    boolean inTable = false;
    int number = 0;
    for (String line : Files.readAllLines(PAGE)) {
      number++;
      Matcher definition = DEFINITION.matcher(line);
      if (definition.matches()) {
        Path source = PAGE.resolveSibling(definition.group(2)).normalize();
        table.sources.put(definition.group(1), source);
      }
      boolean isRow = inTable && line.startsWith("| ") && !line.startsWith("| ---");
      if (isRow) {
        table.rows.add(row(number, line));
      }
      inTable = line.startsWith(HEADER) || (inTable && line.startsWith("|"));
    }
    return table;
  }

  List<Row> rows() {
    return rows;
  }

  /** The source that a link of the Java column leads to; null if it is not defined. */
  Path source(String link) {
    return sources.get(link);
  }

  private static Row row(int number, String line) {
    String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
    if (cells.length != 4) {
      throw new AssertionError("line " + number + " has " + cells.length + " cells: " + line);
    }
    return new Row(
        number,
        cNames(number, cells[0].strip()),
        javaNames(number, cells[1].strip()),
        rules(cells[2].strip()),
        cells[3].strip());
  }

  private static List<String> cNames(int number, String cell) {
    List<String> names = new ArrayList<>();
    Matcher matcher = C_NAME.matcher(cell);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    requireNothingElse(number, cell, C_NAME, names.isEmpty());
    return names;
  }

  private static List<JavaName> javaNames(int number, String cell) {
    List<JavaName> names = new ArrayList<>();
    Matcher matcher = JAVA_NAME.matcher(cell);
    while (matcher.find()) {
      names.add(JavaName.of(matcher.group(1), matcher.group(2)));
    }
    requireNothingElse(number, cell, JAVA_NAME, names.isEmpty());
    return names;
  }

  /** So that a name with a slip in its markup is not overlooked. */
  private static void requireNothingElse(int number, String cell, Pattern name, boolean empty) {
    String rest = name.matcher(cell).replaceAll("").replaceAll("[,\\s]", "");
    if (!rest.equals(empty ? "-" : "")) {
      throw new AssertionError("line " + number + ": cell not understood: " + cell);
    }
  }

  private static List<String> rules(String cell) {
    return cell.equals("-") ? List.of() : Arrays.asList(cell.split(", | to "));
  }
}

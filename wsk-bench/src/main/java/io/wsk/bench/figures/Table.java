package io.wsk.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A table of text: columns as wide as they must be, numbers to the right. */
public final class Table {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.]*|-|NaN");

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param columns the head of each column
   */
  public Table(String... columns) {
    rows.add(List.of(columns));
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @return this
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public Table row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "the table has " + rows.get(0).size() + " columns but the row " + cells.length);
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString());
    }
    rows.add(row);
    return this;
  }

  /**
   * A figure as text.
   *
   * @param figure the figure
   * @param decimals how many digits behind the point
   * @return the text; a dash for what is no number, or infinite: a ratio to nothing
   */
  public static String number(double figure, int decimals) {
    return Double.isFinite(figure)
        ? String.format(Locale.ROOT, "%." + decimals + "f", figure)
        : "-";
  }

  /**
   * A spread as text.
   *
   * @param summary of the figures
   * @param decimals how many digits behind the point
   * @return such as {@code 0.98..1.04}
   */
  public static String spread(Summary summary, int decimals) {
    return range(summary.min(), summary.max(), decimals);
  }

  /**
   * A range as text.
   *
   * @param from its lower end
   * @param to its upper end
   * @param decimals how many digits behind the point
   * @return such as {@code 0.98..1.04}
   */
  public static String range(double from, double to, int decimals) {
    return number(from, decimals) + ".." + number(to, decimals);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : "  ").append(padded(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    String padding = " ".repeat(width(column) - cell.length());
    return isOfNumbers(column) ? padding + cell : cell + padding;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean isOfNumbers(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(column)).matches());
  }
}

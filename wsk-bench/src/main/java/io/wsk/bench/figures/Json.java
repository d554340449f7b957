package io.wsk.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers and booleans as JSON. */
public final class Json {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /**
   * The text of a value. What JSON has no word for, such as NaN, becomes null.
   *
   * @param value a map with string keys, a list, string, number, boolean or null
   * @return indented JSON
   * @throws IllegalArgumentException if there is something else in it
   */
  public static String text(@Nullable Object value) {
    Json json = new Json();
    json.value(value, System.lineSeparator());
    return json.text.append(System.lineSeparator()).toString();
  }

  /**
   * Writes a value to a file, in place of what was there.
   *
   * @param file where to
   * @param value see {@link #text}
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, @Nullable Object value) throws IOException {
    Files.writeString(file, text(value));
  }

  private void value(@Nullable Object value, String newLine) {
    if (value instanceof Map<?, ?> map) {
      map(map, newLine);
    } else if (value instanceof List<?> list) {
      list(list, newLine);
    } else if (value instanceof String string) {
      string(string);
    } else {
      scalar(value);
    }
  }

  private void map(Map<?, ?> map, String newLine) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      text.append(newLine).append(INDENT);
      string(String.valueOf(entry.getKey()));
      text.append(": ");
      value(entry.getValue(), newLine + INDENT);
      text.append(entries.hasNext() ? "," : newLine);
    }
    text.append('}');
  }

  private void list(List<?> list, String newLine) {
    text.append('[');
    Iterator<?> values = list.iterator();
    while (values.hasNext()) {
      text.append(newLine).append(INDENT);
      value(values.next(), newLine + INDENT);
      text.append(values.hasNext() ? "," : newLine);
    }
    text.append(']');
  }

  private void scalar(@Nullable Object value) {
    if (value instanceof Number number) {
      text.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
    } else if (value == null || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    }
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}

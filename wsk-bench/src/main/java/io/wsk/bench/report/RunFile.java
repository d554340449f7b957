package io.wsk.bench.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Runs as JSON files. */
final class RunFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private RunFile() {}

  /** Writes a run in place of what was there: whoever reads finds the old or the new one. */
  static void write(Path file, Run run) throws IOException {
    replace(file, MAPPER.writeValueAsString(run) + System.lineSeparator());
  }

  static void replace(Path file, String text) throws IOException {
    Path whole = file.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    Path temporary = whole.resolveSibling(whole.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Reads a run.
   *
   * @throws IOException if there is no such file, or something else in it; the message names it
   */
  static Run read(Path file) throws IOException {
    try {
      JsonNode json = MAPPER.readTree(file.toFile());
      int format = json == null ? 0 : json.path("format").asInt();
      if (format != Run.FORMAT) {
        throw new IOException(
            file + " must be a run in format " + Run.FORMAT + " but its format is " + format);
      }
      return MAPPER.treeToValue(json, Run.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is not a run: " + e.getOriginalMessage(), e);
    } catch (java.io.FileNotFoundException | NoSuchFileException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}

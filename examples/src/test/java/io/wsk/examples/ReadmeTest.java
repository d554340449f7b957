package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The whole program that the README shows is what is compiled and tested. */
class ReadmeTest {
  @Test
  void theExampleIsMinimalEchoLineByLine() throws IOException {
    Pages.Shown example = Pages.javaOf(Pages.README).get(0);
    assertThat(example.source()).hasFileName("MinimalEcho.java");
    String source = Pages.codeOf(Files.readString(example.source()));
    int end = Pages.follow(example.code(), source, source.indexOf("publicrecordMinimalEcho"));
    assertThat(source.substring(end)).as("what the README leaves out at the end").isEmpty();
  }
}

package io.wsk.bench.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The server in C, built on this host into a directory of its own. */
public final class CServer implements AutoCloseable {
  /** The compiler that builds it. */
  public static final String COMPILER = "gcc";

  private static final String SOURCE = "server.c";
  private static final int LIMIT_SECONDS = 60;

  private final Path directory;
  private final String compiler;

  private CServer(Path directory, String compiler) {
    this.directory = directory;
    this.compiler = compiler;
  }

  /**
   * Builds the server.
   *
   * @param compiler such as {@code gcc}
   * @return the server; to be closed
   * @throws IOException if it cannot be built here; the message says why
   * @throws InterruptedException if the thread is interrupted
   */
  public static CServer build(String compiler) throws IOException, InterruptedException {
    CServer server = new CServer(Files.createTempDirectory("wsk-bench"), compiler);
    try {
      server.build();
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private void build() throws IOException, InterruptedException {
    try (InputStream source = CServer.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(source, SOURCE), source());
    }
    run(List.of(compiler, "-O2", "-o", program().toString(), source().toString()));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("there is no " + command.get(0), e);
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " failed: " + output.strip());
    }
    return output;
  }

  private Path source() {
    return directory.resolve(SOURCE);
  }

  private Path program() {
    return directory.resolve("server");
  }

  /**
   * What would build it.
   *
   * @param compiler such as {@code gcc}
   * @return the compiler's first line about itself
   * @throws IOException if there is no such compiler
   * @throws InterruptedException if the thread is interrupted
   */
  public static String version(String compiler) throws IOException, InterruptedException {
    return run(List.of(compiler, "--version")).lines().findFirst().orElse(compiler);
  }

  /**
   * The command line of a process that is this server.
   *
   * @param service what it does
   * @return the words
   */
  public List<String> command(Service service) {
    return List.of(program().toString(), service.label());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(program());
    Files.deleteIfExists(source());
    Files.deleteIfExists(directory);
  }
}

package io.wsk.bench.echo;

import io.wsk.bench.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All servers in one process of their own, made from the same class path as this one. */
final class ServerProcess implements Servers {
  private static final int LIMIT_SECONDS = 30;

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final Map<Contender, Integer> ports = new EnumMap<>(Contender.class);

  private ServerProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.questions =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
  }

  static ServerProcess start(EchoTransport transport, List<String> jvmArgs)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArgs);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--transport", transport.label()));
    ServerProcess servers =
        new ServerProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    try {
      servers.readPorts();
      return servers;
    } catch (IOException | InterruptedException | RuntimeException e) {
      servers.process.destroyForcibly();
      throw e;
    }
  }

  private void readPorts() throws IOException, InterruptedException {
    for (Contender contender : Contender.values()) {
      ports.put(contender, Integer.parseInt(answer()));
    }
  }

  @Override
  public int port(Contender contender) {
    return ports.getOrDefault(contender, 0);
  }

  @Override
  public Usage usage(Contender contender) throws IOException, InterruptedException {
    questions.println(contender.label());
    questions.flush();
    return Usage.parse(answer());
  }

  /** The next line, but not for ever. */
  private String answer() throws IOException, InterruptedException {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread reader = new Thread(() -> readLine(line), "server-answer");
    reader.setDaemon(true);
    reader.start();
    try {
      return line.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer from the server process", e);
    }
  }

  private void readLine(CompletableFuture<String> result) {
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith(ServeCommand.ANSWER)) {
        System.err.println(line);
        line = answers.readLine();
      }
      if (line == null) {
        throw new IOException("the server process has ended");
      }
      result.complete(line.substring(ServeCommand.ANSWER.length()));
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    questions.close(); // its input ends, and so does the process
    if (!hasEnded()) {
      process.destroyForcibly();
      throw new IOException("the server process did not end by itself");
    }
    if (process.exitValue() != 0) {
      throw new IOException("the server process ended with " + process.exitValue());
    }
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

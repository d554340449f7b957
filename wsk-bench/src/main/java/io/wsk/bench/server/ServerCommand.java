package io.wsk.bench.server;

import io.wsk.bench.Main;
import io.wsk.bench.suite.MeasuredJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a server in Java: this program again, as {@link ServeCommand}. */
public final class ServerCommand {
  /**
   * Enough for a thousand connections with 256 KiB on their way. A compiler's thread that ends
   * would take its CPU time away with it.
   */
  private static final List<String> JVM_ARGS =
      List.of("-Xms512m", "-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads");

  private ServerCommand() {}

  /**
   * The command line.
   *
   * @param server its name, as {@link ServeCommand} knows it
   * @param transport what its sockets live on
   * @param jvmArgs more options for the virtual machine
   * @return the words
   */
  public static List<String> of(String server, ServerTransport transport, List<String> jvmArgs) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_ARGS);
    command.addAll(MeasuredJvm.args(jvmArgs));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--server", server, "--transport", transport.label()));
    return command;
  }
}

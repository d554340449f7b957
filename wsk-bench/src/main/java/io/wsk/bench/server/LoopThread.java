package io.wsk.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An event loop's thread, as the virtual machine and the host know it.
 *
 * @param thread the thread
 * @param hostId the host's number for it; 0 where the host has no {@code /proc}
 */
public record LoopThread(Thread thread, long hostId) {
  private static final Path SELF = Path.of("/proc/thread-self");

  /**
   * The calling thread.
   *
   * @return what is known of it
   */
  public static LoopThread current() {
    try {
      Path task = Files.readSymbolicLink(SELF).getFileName();
      return new LoopThread(Thread.currentThread(), Long.parseLong(task.toString()));
    } catch (IOException | UnsupportedOperationException e) {
      return new LoopThread(Thread.currentThread(), 0);
    }
  }
}

package io.wsk.tck.random;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What this process has open of the kinds that a provider opens: sockets, event queues and pipes.
 * Files are left out: the class loader opens the archives of the class path one by one, whenever it
 * first looks into them. Linux only; elsewhere there is nothing to see.
 */
final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Map<String, Integer> first = Map.of();

  /** Notes what is open after the first round, which opens what is kept open for good. */
  void note() {
    first = count();
  }

  /** What is open beyond that, by kind; waits a while for it to be closed. Empty if nothing is. */
  Map<String, Integer> leftBehind() {
    long end = System.nanoTime() + LIMIT_NANOS;
    Map<String, Integer> more = beyondFirst();
    while (!more.isEmpty() && System.nanoTime() < end) {
      new Stop().await(TimeUnit.MILLISECONDS.toNanos(2));
      more = beyondFirst();
    }
    return more;
  }

  private Map<String, Integer> beyondFirst() {
    Map<String, Integer> more = new TreeMap<>();
    count()
        .forEach(
            (kind, open) -> {
              int beyond = open - first.getOrDefault(kind, 0);
              if (beyond > 0) {
                more.put(kind, beyond);
              }
            });
    return more;
  }

  private static Map<String, Integer> count() {
    Map<String, Integer> open = new TreeMap<>();
    if (!Files.isDirectory(OPEN)) {
      return open;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN)) {
      for (Path descriptor : descriptors) {
        String kind = kindOf(descriptor);
        if (!kind.startsWith("/")) {
          open.merge(kind, 1, Integer::sum);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("what is open cannot be listed", e);
    }
    return open;
  }

  /** Such as {@code socket} or {@code anon_inode}; a slash for files. */
  private static String kindOf(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      // Such as socket:[4711], anon_inode:[eventpoll], or a path.
      int colon = target.indexOf(':');
      return target.startsWith("/") || colon < 0 ? "/" : target.substring(0, colon);
    } catch (IOException e) {
      return "/"; // closed meanwhile
    }
  }
}

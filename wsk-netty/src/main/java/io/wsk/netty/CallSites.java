package io.wsk.netty;

import io.wsk.api.verifier.CallSite;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the client's part of a stack. */
final class CallSites {
  private static final int MAX_FRAMES = 8;
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final List<String> OURS =
      List.of("io.wsk.netty.", "io.wsk.api.", "io.wsk.nt.", "io.netty.");

  /** Who calls the client. */
  private static final Set<String> WATCHERS =
      Set.of(
          WatchedConnection.class.getName(),
          WatchedListener.class.getName(),
          WatchedDatagramSocket.class.getName());

  private CallSites() {}

  /** The innermost calls that are not the provider's, up to where the provider called them. */
  static CallSite here(String what) {
    List<StackTraceElement> frames = WALKER.walk(CallSites::clientFrames);
    return new CallSite(what, Thread.currentThread().getName(), unlessClientIsAbsent(frames));
  }

  /**
   * What another thread is doing in a watched callback: all that lies above the one who watches it,
   * since the client may have called out, to us too, and wait there.
   */
  static CallSite of(String what, Thread thread) {
    List<StackTraceElement> frames = List.of(thread.getStackTrace());
    int inside = 0;
    while (inside < frames.size() && !WATCHERS.contains(frames.get(inside).getClassName())) {
      inside++;
    }
    return new CallSite(what, thread.getName(), unlessClientIsAbsent(frames.subList(0, inside)));
  }

  /** Where the client is not on the stack, the JDK may be: below a thread's run, or above ours. */
  private static List<StackTraceElement> unlessClientIsAbsent(List<StackTraceElement> frames) {
    boolean client =
        frames.stream()
            .map(StackTraceElement::getClassName)
            .anyMatch(name -> !isOurs(name) && !name.startsWith("java.") && !isJdks(name));
    return client ? frames : List.of();
  }

  private static boolean isJdks(String className) {
    return className.startsWith("jdk.") || className.startsWith("sun.");
  }

  private static List<StackTraceElement> clientFrames(Stream<StackFrame> stack) {
    return stack
        .dropWhile(frame -> isOurs(frame.getClassName()))
        .takeWhile(frame -> !isOurs(frame.getClassName()))
        .limit(MAX_FRAMES)
        .map(StackFrame::toStackTraceElement)
        .toList();
  }

  private static boolean isOurs(String className) {
    for (String prefix : OURS) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}

package io.wsk.netty;

import io.wsk.api.verifier.CallSite;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Stream;

/** Finds the client's part of a stack. */
final class CallSites {
  private static final int MAX_FRAMES = 8;
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final List<String> OURS = List.of("io.wsk.netty.", "io.wsk.api.", "io.wsk.nt.");

  private CallSites() {}

  /** The innermost calls that are not the provider's, up to where the provider called them. */
  static CallSite here(String what) {
    List<StackTraceElement> frames = WALKER.walk(CallSites::clientFrames);
    return new CallSite(what, Thread.currentThread().getName(), frames);
  }

  /** What another thread is doing; the whole of it, since the client's part may have called out. */
  static CallSite of(String what, Thread thread) {
    List<StackTraceElement> frames = List.of(thread.getStackTrace());
    int client = 0;
    while (client < frames.size() && !isOurs(frames.get(client).getClassName())) {
      client++;
    }
    return new CallSite(what, thread.getName(), frames.subList(0, client));
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

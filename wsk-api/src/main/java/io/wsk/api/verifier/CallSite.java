package io.wsk.api.verifier;

import java.util.List;

/**
 * A place in the client's code that a report speaks of.
 *
 * @param what what happened there, such as {@code released}
 * @param thread the name of the thread that did it
 * @param frames the client's part of the stack, the innermost call first, cut off after a few;
 *     empty if no call of the client was on the stack
 */
public record CallSite(String what, String thread, List<StackTraceElement> frames) {
  /**
   * Takes a copy of the list.
   *
   * @param what see the record
   * @param thread see the record
   * @param frames see the record
   */
  public CallSite {
    frames = List.copyOf(frames);
  }

  /** As it stands in a log: a line of what and who, and a line for each frame. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(what).append(", thread ").append(thread);
    frames.forEach(frame -> text.append("\n    at ").append(frame));
    return text.toString();
  }
}

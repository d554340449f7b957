package io.wsk.nt;

import java.util.List;

/** Completion routines for tests. */
final class TestRoutines {
  private TestRoutines() {}

  /** Writes its context down and gives a fixed answer. */
  static IoCompletionRoutine<String> recording(List<String> calls, NtStatus answer) {
    return (irp, context) -> {
      calls.add(context);
      return answer;
    };
  }
}

package io.wsk.nt;

import java.util.ArrayDeque;

/**
 * Keeps completion from growing the stack: a routine may start an operation that completes at once,
 * whose routine starts another, and so on without end. Completions nest up to a small depth; deeper
 * ones are run by the outermost completion on the thread, still before the function that completed
 * the first of them returns.
 */
final class CompletionStack {
  private static final int MAX_DEPTH = 8;

  private static final ThreadLocal<CompletionStack> CURRENT =
      ThreadLocal.withInitial(CompletionStack::new);

  private final ArrayDeque<Irp<?>> deferred = new ArrayDeque<>();
  private int depth;

  static void run(Irp<?> irp) {
    CompletionStack stack = CURRENT.get();
    if (stack.depth >= MAX_DEPTH) {
      stack.deferred.add(irp);
      return;
    }
    stack.depth++;
    try {
      irp.finish();
      if (stack.depth == 1) {
        stack.runDeferred();
      }
    } finally {
      stack.depth--;
    }
  }

  private void runDeferred() {
    Irp<?> next;
    while ((next = deferred.poll()) != null) {
      next.finish();
    }
  }
}

package io.wsk.netty;

import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A question about names, checked and complete.
 *
 * @param <R> the answer
 */
interface Lookup<R> {
  /** Whether it takes the host to answer, which may block. */
  boolean asksTheHost();

  /**
   * Finds the answer.
   *
   * @return the answer; null if there is none
   * @throws UnknownHostException if there is none
   */
  @Nullable R answer(NameService names) throws UnknownHostException;
}

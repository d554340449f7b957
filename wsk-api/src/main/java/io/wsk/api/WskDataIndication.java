package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * Data that has arrived on a connection, lent to the receive callback: a node of a list. The
 * provider owns it and its memory.
 *
 * <p>A callback that returns {@code STATUS_PENDING} keeps the list until it gives it back with
 * {@link WskProviderConnectionDispatch#release}. It may cut the list with {@link #setNext} and
 * release the nodes one by one, in any order, from any thread, and inside the callback too. A node
 * must not be touched after its release, and not after a callback that did not keep it has
 * returned.
 *
 * <p>C: {@code WSK_DATA_INDICATION}.
 */
public interface WskDataIndication {
  /**
   * The next node. C: {@code Next}.
   *
   * @return the node, or null at the end
   */
  @Nullable WskDataIndication next();

  /**
   * Cuts or changes the link to the next node. Releasing a node releases all that are linked behind
   * it.
   *
   * @param next a node of the same list, or null
   */
  void setNext(@Nullable WskDataIndication next);

  /**
   * The data. C: {@code Buffer}. It may be given to {@link WskProviderConnectionDispatch#send} as
   * it is, without a copy, if the indication is released only after the send has completed.
   *
   * @return the run of bytes; valid for as long as the indication is
   */
  WskBuf buffer();
}

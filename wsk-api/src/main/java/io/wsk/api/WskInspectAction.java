package io.wsk.api;

/**
 * What to do with an incoming connection.
 *
 * <p>C: {@code WSK_INSPECT_ACTION}.
 */
public enum WskInspectAction {
  /** Drop it; the peer sees a reset. C: {@code WskInspectReject}. */
  WskInspectReject(0),
  /** Go on to accept it. C: {@code WskInspectAccept}. */
  WskInspectAccept(1),
  /**
   * Leave it open; {@link WskProviderListenDispatch#inspectComplete} decides later. C: {@code
   * WskInspectPend}.
   */
  WskInspectPend(2);

  private final int value;

  WskInspectAction(int value) {
    this.value = value;
  }

  /**
   * The value of wsk.h.
   *
   * @return 0 to 2
   */
  public int value() {
    return value;
  }
}

package io.wsk.api.control;

/**
 * What a control of a socket does. The constants keep their names in C.
 *
 * <p>C: {@code WSK_CONTROL_SOCKET_TYPE}.
 */
public enum WskControlRequestType {
  /** Gives a socket option a value; there is an input and no output. */
  WskSetOption(0),

  /** Reads the value of a socket option; there is an output and no input. */
  WskGetOption(1),

  /** Performs an ioctl. */
  WskIoctl(2);

  private final int value;

  WskControlRequestType(int value) {
    this.value = value;
  }

  /**
   * The number that C knows this constant by.
   *
   * @return 0, 1 or 2
   */
  public int value() {
    return value;
  }

  /**
   * Finds the constant with a number that came from C, from a log or from a trace.
   *
   * @param value 0, 1 or 2
   * @return the constant
   * @throws IllegalArgumentException for any other number
   */
  public static WskControlRequestType of(int value) {
    return switch (value) {
      case 0 -> WskSetOption;
      case 1 -> WskGetOption;
      case 2 -> WskIoctl;
      default -> throw new IllegalArgumentException("no WSK_CONTROL_SOCKET_TYPE: " + value);
    };
  }
}

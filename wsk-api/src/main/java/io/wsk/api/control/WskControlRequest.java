package io.wsk.api.control;

import org.jspecify.annotations.Nullable;

/**
 * One control of a socket, ready to be performed: all that WskControlSocket takes apart from the
 * socket and the IRP. Made by {@link SocketOption} and {@link SocketIoctl}, taken apart by
 * providers.
 *
 * <p>Immutable. One without an output may be performed any number of times, on any socket; one with
 * an output is as shareable as that output, which is not at all.
 *
 * <p>C: the parameters {@code RequestType} to {@code OutputSizeReturned} of {@code
 * PFN_WSK_CONTROL_SOCKET}.
 */
public final class WskControlRequest {
  private final WskControlRequestType type;
  private final ControlKey key;
  private final IrpUse irpUse;
  private final @Nullable Object input;
  private final @Nullable ControlOutput<?> output;
  private final Class<?> outputType;

  WskControlRequest(
      WskControlRequestType type,
      ControlKey key,
      IrpUse irpUse,
      @Nullable Object input,
      @Nullable ControlOutput<?> output,
      Class<?> outputType) {
    this.type = type;
    this.key = key;
    this.irpUse = irpUse;
    this.input = input;
    this.output = output;
    this.outputType = outputType;
  }

  /**
   * Whether an option is set, an option is read or an ioctl is performed.
   *
   * @return C: {@code RequestType}
   */
  public WskControlRequestType type() {
    return type;
  }

  /**
   * What the option or ioctl is called in C, for messages and metrics.
   *
   * @return for example {@code SO_RCVBUF}
   */
  public String name() {
    return key.name();
  }

  /**
   * The number of the option or ioctl, meaningful together with {@link #level()}.
   *
   * @return C: {@code ControlCode}, as a signed int
   */
  public int code() {
    return key.code();
  }

  /**
   * The protocol that an option belongs to.
   *
   * @return C: {@code Level}, say {@code SOL_SOCKET}; 0 for ioctls
   */
  public int level() {
    return key.level();
  }

  /**
   * Whether the call takes an IRP.
   *
   * @return the rule to hold the call to
   */
  public IrpUse irpUse() {
    return irpUse;
  }

  /**
   * Whether a value was passed in. An ioctl without one may be a request to clear, see {@link
   * SocketIoctls#SIO_WSK_SET_REMOTE_ADDRESS}.
   *
   * @return false where C has an {@code InputSize} of 0
   */
  public boolean hasInput() {
    return input != null;
  }

  /**
   * Whether the caller wants a result.
   *
   * @return false where C has no {@code OutputBuffer}
   */
  public boolean hasOutput() {
    return output != null;
  }

  /**
   * The value passed in, checked against what the provider expects.
   *
   * @param <V> what the provider expects
   * @param inputType the class of it; a wrapper class, never a primitive
   * @return the value; null if there is none or it is of another type, which the provider answers
   *     with {@code STATUS_INVALID_BUFFER_SIZE} unless it allows {@linkplain #hasInput() none}
   */
  public <V> @Nullable V input(Class<V> inputType) {
    return inputType.isInstance(input) ? inputType.cast(input) : null;
  }

  /**
   * Where to put the result, checked against what the provider gives.
   *
   * @param <V> what the provider gives
   * @param type the class of it; must be the very class that the option or ioctl declares
   * @return the caller's holder, the provider's until the call has ended; null if there is none or
   *     it is for another type, which the provider answers with {@code STATUS_INVALID_BUFFER_SIZE}
   */
  public <V> @Nullable ControlOutput<V> output(Class<V> type) {
    return ControlOutput.typed(output, outputType, type);
  }

  /**
   * Whether this sets or reads an option. Only code and level are compared, so an option that a
   * client has named by itself is recognised.
   *
   * @param option the option in question
   * @return whether it is that one
   */
  public boolean isFor(SocketOption<?> option) {
    return type != WskControlRequestType.WskIoctl && key.sameNumbers(option.key());
  }

  /**
   * Whether this performs an ioctl. Only the code is compared.
   *
   * @param ioctl the ioctl in question
   * @return whether it is that one
   */
  public boolean isFor(SocketIoctl<?, ?> ioctl) {
    return type == WskControlRequestType.WskIoctl && code() == ioctl.code();
  }

  /**
   * The request in one line, for logs.
   *
   * @return type, name and the value passed in
   */
  @Override
  public String toString() {
    return type + "[" + key + (input == null ? "" : "=" + input) + "]";
  }
}

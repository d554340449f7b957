package io.wsk.api.control;

import static io.wsk.api.control.WskControlRequestType.WskIoctl;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A socket ioctl: a code, the types of what goes in and comes out, and its IRP rule. The known ones
 * are in {@link SocketIoctls}; a client may name others with {@link #of}, which a provider that
 * does not know them answers with {@code STATUS_NOT_SUPPORTED}.
 *
 * <p>Immutable. Equality is identity; {@link WskControlRequest#isFor(SocketIoctl)} compares
 * numbers.
 *
 * <p>C: the {@code ControlCode} of WskControlSocket with {@code WskIoctl}; the level is 0.
 *
 * @param <I> the input, {@link Void} if there is none
 * @param <O> the output, {@link Void} if there is none
 */
public final class SocketIoctl<I, O> {
  private final ControlKey key;
  private final Class<I> inputType;
  private final Class<O> outputType;
  private final IrpUse irpUse;

  private SocketIoctl(ControlKey key, Class<I> inputType, Class<O> outputType, IrpUse irpUse) {
    this.key = key;
    this.inputType = inputType;
    this.outputType = outputType;
    this.irpUse = irpUse;
  }

  /**
   * Names an ioctl that takes an IRP.
   *
   * @param <I> the input, {@link Void} if there is none
   * @param <O> the output, {@link Void} if there is none
   * @param name what C calls it
   * @param code its number, direction bits included
   * @param inputType the class of the input; a wrapper class, never a primitive
   * @param outputType the class of the output; a wrapper class, never a primitive
   * @return a new ioctl
   * @throws IllegalArgumentException if a type is primitive
   */
  public static <I, O> SocketIoctl<I, O> of(
      String name, int code, Class<I> inputType, Class<O> outputType) {
    return new SocketIoctl<>(
        new ControlKey(name, code, 0),
        ControlKey.valueType(inputType),
        ControlKey.valueType(outputType),
        IrpUse.REQUIRED);
  }

  /**
   * The same ioctl under another IRP rule.
   *
   * @param newIrpUse the rule
   * @return a new ioctl
   */
  public SocketIoctl<I, O> withIrpUse(IrpUse newIrpUse) {
    return new SocketIoctl<>(key, inputType, outputType, newIrpUse);
  }

  /**
   * What C calls it.
   *
   * @return for example {@code SIO_ADDRESS_LIST_QUERY}
   */
  public String name() {
    return key.name();
  }

  /**
   * Its number, direction bits included.
   *
   * @return C: {@code ControlCode}, as a signed int
   */
  public int code() {
    return key.code();
  }

  /**
   * The class of what goes in.
   *
   * @return {@code Void.class} if nothing does
   */
  public Class<I> inputType() {
    return inputType;
  }

  /**
   * The class of what comes out.
   *
   * @return {@code Void.class} if nothing does
   */
  public Class<O> outputType() {
    return outputType;
  }

  /**
   * Whether it takes an IRP.
   *
   * @return the rule
   */
  public IrpUse irpUse() {
    return irpUse;
  }

  /**
   * A request without input and output; for an ioctl that sets something, to clear it where that is
   * possible.
   *
   * @return the request
   */
  public WskControlRequest request() {
    return newRequest(null, null);
  }

  /**
   * A request with an input whose output, if there is one, is of no interest.
   *
   * @param input what goes in; must not change before the call has ended
   * @return the request
   */
  public WskControlRequest request(I input) {
    return newRequest(requireNonNull(input, "input"), null);
  }

  /**
   * A request without input.
   *
   * @param out receives the output
   * @return the request
   */
  public WskControlRequest request(ControlOutput<O> out) {
    return newRequest(null, requireNonNull(out, "out"));
  }

  /**
   * A request with input and output.
   *
   * @param input what goes in; must not change before the call has ended
   * @param out receives the output
   * @return the request
   */
  public WskControlRequest request(I input, ControlOutput<O> out) {
    return newRequest(requireNonNull(input, "input"), requireNonNull(out, "out"));
  }

  private WskControlRequest newRequest(@Nullable I input, @Nullable ControlOutput<O> out) {
    return new WskControlRequest(WskIoctl, key, irpUse, input, out, outputType);
  }

  /**
   * What C calls it.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return name();
  }
}

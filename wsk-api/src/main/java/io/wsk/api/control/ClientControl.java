package io.wsk.api.control;

import org.jspecify.annotations.Nullable;

/**
 * A control operation on the client object: a code, the types of what goes in and comes out, and
 * its IRP rule. The known ones are in {@link ClientControls}; others are answered with {@code
 * STATUS_NOT_SUPPORTED}.
 *
 * <p>Immutable. Equality is identity; a provider compares {@link #code()}.
 *
 * <p>C: the {@code ControlCode} of {@code PFN_WSK_CONTROL_CLIENT}.
 *
 * @param <I> the input, {@link Void} if there is none
 * @param <O> the output, {@link Void} if there is none
 */
public final class ClientControl<I, O> {
  private final String name;
  private final int code;
  private final Class<I> inputType;
  private final Class<O> outputType;
  private final IrpUse irpUse;

  private ClientControl(
      String name, int code, Class<I> inputType, Class<O> outputType, IrpUse irpUse) {
    this.name = name;
    this.code = code;
    this.inputType = inputType;
    this.outputType = outputType;
    this.irpUse = irpUse;
  }

  /**
   * Names a client control that takes no IRP, as nearly all do.
   *
   * @param <I> the input, {@link Void} if there is none
   * @param <O> the output, {@link Void} if there is none
   * @param name what C calls it
   * @param code its number
   * @param inputType the class of the input; a wrapper class, never a primitive
   * @param outputType the class of the output; a wrapper class, never a primitive
   * @return a new client control
   * @throws IllegalArgumentException if a type is primitive
   */
  public static <I, O> ClientControl<I, O> of(
      String name, int code, Class<I> inputType, Class<O> outputType) {
    return new ClientControl<>(
        name,
        code,
        ControlKey.valueType(inputType),
        ControlKey.valueType(outputType),
        IrpUse.FORBIDDEN);
  }

  /**
   * The same client control under another IRP rule.
   *
   * @param newIrpUse the rule
   * @return a new client control
   */
  public ClientControl<I, O> withIrpUse(IrpUse newIrpUse) {
    return new ClientControl<>(name, code, inputType, outputType, newIrpUse);
  }

  /**
   * What C calls it.
   *
   * @return for example {@code WSK_CACHE_SD}
   */
  public String name() {
    return name;
  }

  /**
   * Its number among the client controls.
   *
   * @return C: {@code ControlCode}
   */
  public int code() {
    return code;
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
   * Gives a provider, which holds this control with unknown types, the caller's output with its
   * type back.
   *
   * @param <V> what the provider gives
   * @param type the class of it; must be the very class that this control {@linkplain #outputType()
   *     declares}
   * @param output the caller's holder, null if it passed none
   * @return the holder; null if there is none or this control is for another type, which the
   *     provider answers with {@code STATUS_INVALID_BUFFER_SIZE}
   */
  public <V> @Nullable ControlOutput<V> outputAs(Class<V> type, @Nullable ControlOutput<O> output) {
    return ControlOutput.typed(output, outputType, type);
  }

  /**
   * What C calls it.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return name;
  }
}

package io.wsk.api.control;

import static io.wsk.api.control.WskControlRequestType.WskGetOption;
import static io.wsk.api.control.WskControlRequestType.WskSetOption;
import static java.util.Objects.requireNonNull;

/**
 * A socket option: a level, a code, the type of its value and the IRP rules of setting and reading
 * it. The known ones are in {@link SocketOptions}; a client may name others with {@link #of}, which
 * a provider that does not know them answers with {@code STATUS_NOT_SUPPORTED}.
 *
 * <p>Immutable. Equality is identity; {@link WskControlRequest#isFor(SocketOption)} compares
 * numbers.
 *
 * <p>C: the {@code ControlCode} and {@code Level} of WskControlSocket with {@code WskSetOption} and
 * {@code WskGetOption}.
 *
 * @param <V> the value
 */
public final class SocketOption<V> {
  private final ControlKey key;
  private final Class<V> valueType;
  private final IrpUse irpUseSet;
  private final IrpUse irpUseGet;

  private SocketOption(ControlKey key, Class<V> valueType, IrpUse irpUseSet, IrpUse irpUseGet) {
    this.key = key;
    this.valueType = valueType;
    this.irpUseSet = irpUseSet;
    this.irpUseGet = irpUseGet;
  }

  /**
   * Names an option that takes an IRP both ways, as nearly all do.
   *
   * @param <V> the value
   * @param name what C calls it
   * @param level the protocol it belongs to, say {@code IPPROTO_TCP}
   * @param code its number within the level, in Windows' numbering whatever the host
   * @param valueType the class of the value; a wrapper class, never a primitive
   * @return a new option
   * @throws IllegalArgumentException if the value type is primitive
   */
  public static <V> SocketOption<V> of(String name, int level, int code, Class<V> valueType) {
    return new SocketOption<>(
        new ControlKey(name, code, level),
        ControlKey.valueType(valueType),
        IrpUse.REQUIRED,
        IrpUse.REQUIRED);
  }

  /**
   * The same option under other IRP rules.
   *
   * @param set the rule of setting it
   * @param get the rule of reading it
   * @return a new option
   */
  public SocketOption<V> withIrpUse(IrpUse set, IrpUse get) {
    return new SocketOption<>(key, valueType, set, get);
  }

  /**
   * What C calls it.
   *
   * @return for example {@code SO_RCVBUF}
   */
  public String name() {
    return key.name();
  }

  /**
   * Its number within the level, in Windows' numbering.
   *
   * @return C: {@code ControlCode}, as a signed int
   */
  public int code() {
    return key.code();
  }

  /**
   * The protocol it belongs to.
   *
   * @return C: {@code Level}
   */
  public int level() {
    return key.level();
  }

  /**
   * The class of its value.
   *
   * @return never a primitive
   */
  public Class<V> valueType() {
    return valueType;
  }

  /**
   * Whether setting it takes an IRP.
   *
   * @return the rule
   */
  public IrpUse irpUseSet() {
    return irpUseSet;
  }

  /**
   * Whether reading it takes an IRP.
   *
   * @return the rule
   */
  public IrpUse irpUseGet() {
    return irpUseGet;
  }

  /**
   * A request to give the option a value.
   *
   * @param value the new value; must not change before the call has ended
   * @return the request
   */
  public WskControlRequest set(V value) {
    return new WskControlRequest(
        WskSetOption, key, irpUseSet, requireNonNull(value, "value"), null, Void.class);
  }

  /**
   * A request to read the option.
   *
   * @param out receives the value
   * @return the request
   */
  public WskControlRequest get(ControlOutput<V> out) {
    return new WskControlRequest(
        WskGetOption, key, irpUseGet, null, requireNonNull(out, "out"), valueType);
  }

  ControlKey key() {
    return key;
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

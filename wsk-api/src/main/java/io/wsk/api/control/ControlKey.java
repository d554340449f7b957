package io.wsk.api.control;

/**
 * What identifies a control of a socket.
 *
 * @param name its name in C, for messages
 * @param code its number within the level
 * @param level the protocol level; 0 for ioctls
 */
record ControlKey(String name, int code, int level) {
  /** The numbers decide; the name is only said. */
  boolean sameNumbers(ControlKey other) {
    return code == other.code && level == other.level;
  }

  @Override
  public String toString() {
    return name;
  }

  /** A value type is a reference type: nothing boxed is an instance of {@code int.class}. */
  static <V> Class<V> valueType(Class<V> type) {
    if (type.isPrimitive()) {
      throw new IllegalArgumentException("use the wrapper class, not " + type);
    }
    return type;
  }
}

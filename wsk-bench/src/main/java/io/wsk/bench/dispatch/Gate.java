package io.wsk.bench.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The gate in front of a callback, by itself. The provider rightly keeps its own to itself;
 * constant method handles reach it, and the compiler inlines them as if they were calls.
 */
abstract class Gate {
  static final int EVENT = 1;

  /** Enters and leaves. One thread only. */
  abstract boolean pass();

  /** Closes it and opens it again. Another thread. */
  abstract void closeAndOpen();

  /** A flag that says whether one may enter. */
  static final class Flag extends Gate {
    private volatile boolean open = true;

    @Override
    boolean pass() {
      return open;
    }

    @Override
    void closeAndOpen() {
      open = false;
      open = true;
    }
  }

  /** The provider's, for a static event: nothing can close it, so what is switched is another. */
  static final class Static extends Gate {
    private final Object gate = Handles.gate(EVENT, 0);

    @Override
    boolean pass() {
      return Handles.pass(gate, EVENT);
    }

    @Override
    void closeAndOpen() {
      Handles.closeAndOpen(gate, EVENT << 1);
    }
  }

  /** The provider's, for a dynamic event. */
  static final class Dynamic extends Gate {
    private final Object gate = Handles.gate(0, EVENT);

    @Override
    boolean pass() {
      return Handles.pass(gate, EVENT);
    }

    @Override
    void closeAndOpen() {
      Handles.closeAndOpen(gate, EVENT);
    }
  }

  /** The functions of the provider's gate. */
  private static final class Handles {
    private static final MethodHandle NEW;
    private static final MethodHandle ENTER;
    private static final MethodHandle EXIT;
    private static final MethodHandle ENABLE;
    private static final MethodHandle DISABLE;

    static {
      try {
        Class<?> type = Class.forName("io.wsk.netty.EventGate");
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        MethodType act = MethodType.methodType(void.class, int.class);
        MethodType ask = MethodType.methodType(boolean.class, int.class);
        NEW =
            lookup
                .findConstructor(type, MethodType.methodType(void.class, int.class, int.class))
                .asType(MethodType.methodType(Object.class, int.class, int.class));
        ENTER = onObject(lookup.findVirtual(type, "enter", ask));
        EXIT = onObject(lookup.findVirtual(type, "exit", act));
        ENABLE = onObject(lookup.findVirtual(type, "enable", act));
        DISABLE = onObject(lookup.findVirtual(type, "disable", ask));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static MethodHandle onObject(MethodHandle handle) {
      return handle.asType(handle.type().changeParameterType(0, Object.class));
    }

    static Object gate(int staticEvents, int enabled) {
      try {
        return (Object) NEW.invokeExact(staticEvents, enabled);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    static boolean pass(Object gate, int event) {
      try {
        boolean entered = (boolean) ENTER.invokeExact(gate, event);
        if (entered) {
          EXIT.invokeExact(gate, event);
        }
        return entered;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    static void closeAndOpen(Object gate, int event) {
      try {
        // Whether a call is in progress is of no interest to who only disturbs.
        boolean unused = (boolean) DISABLE.invokeExact(gate, event);
        ENABLE.invokeExact(gate, event);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

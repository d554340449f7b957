package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.ControlOutput;
import io.wsk.nt.NtStatus;

/** Handing results out. */
final class ControlOutputs {
  private ControlOutputs() {}

  /** Gives a value if it fits, and else says how much room it needs. */
  static <V> NtStatus give(ControlOutput<V> output, V value, long size) {
    if (!output.fits(size)) {
      output.sizeNeeded(size);
      return STATUS_BUFFER_OVERFLOW;
    }
    output.set(value, size);
    return STATUS_SUCCESS;
  }
}

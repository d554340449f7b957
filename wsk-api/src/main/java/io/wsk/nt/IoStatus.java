package io.wsk.nt;

/**
 * A snapshot of how a request ended. The hot path reads {@link Irp#status()} and {@link
 * Irp#information()} instead and allocates nothing.
 *
 * <p>C: {@code IO_STATUS_BLOCK}. Where C puts a pointer into {@code Information}, the object is
 * found by {@link Irp#result()}.
 *
 * @param status how the operation ended
 * @param information what it moved, mostly bytes; 0 where the function does not say otherwise
 */
public record IoStatus(NtStatus status, long information) {}

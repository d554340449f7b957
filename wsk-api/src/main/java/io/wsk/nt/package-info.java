/**
 * The few primitives of the NT kernel that WSK is built on: {@link io.wsk.nt.NtStatus}, {@link
 * io.wsk.nt.Irp}, {@link io.wsk.nt.IoStatus}, {@link io.wsk.nt.IoCompletionRoutine} and {@link
 * io.wsk.nt.Mdl}.
 *
 * <h2>Threads</h2>
 *
 * <p>An {@link io.wsk.nt.Irp} has one owner at a time. The client owns it until it is given to a
 * function; the provider owns it until it is completed; the completion routine hands it back. Only
 * {@link io.wsk.nt.Irp#cancel()}, the {@code await} methods and the {@link
 * io.wsk.nt.Irp#toCompletionStage() stage} may be used by other threads meanwhile. What the
 * provider wrote before it completed an IRP (the status, the information, the bytes of a receive
 * buffer) is visible to the completion routine and to whoever saw the IRP completed.
 *
 * <p>{@link io.wsk.nt.Mdl} and {@link io.wsk.nt.Out} are plain memory: they belong to one thread at
 * a time and are handed over with the IRP they were given with.
 */
@NullMarked
package io.wsk.nt;

import org.jspecify.annotations.NullMarked;

/**
 * Services written with the API, each small enough to read in one sitting. In this order:
 *
 * <ol>
 *   <li>{@link io.wsk.examples.MinimalEcho}: the whole of WSK in one short class, without limits or
 *       statistics.
 *   <li>{@link io.wsk.examples.EchoServer} and its connection: callbacks, no copy, nothing of its
 *       own allocated per message, flow control.
 *   <li>{@link io.wsk.examples.IrpEchoServer} and its connection: requests instead of callbacks,
 *       and a work queue, as drivers do it.
 *   <li>{@link io.wsk.examples.GuardedEchoServer}: a slow decision about who may connect, by
 *       conditional accept.
 *   <li>{@link io.wsk.examples.DatagramEchoServer}: the same for datagrams, in one class.
 *   <li>{@link io.wsk.examples.Relay} and its legs: datagrams that are kept one by one, pass
 *       through a worker thread, and leave as lists.
 * </ol>
 *
 * <p>Beside them, and shown in docs/, {@code EventCallbacks} (enabling and disabling), {@code
 * PortedEcho} (a C driver carried over line by line), {@code ReceiveLoop} (one IRP used again and
 * again) and {@code WatchedProvider} (the verifier).
 *
 * <p>All but the first are started by {@link io.wsk.examples.Main} and share what has nothing to do
 * with how a byte is echoed: registration and teardown ({@code WskService}), the table of open
 * connections, the status line.
 *
 * <h2>Threads</h2>
 *
 * <p>A connection of the first server lives on its event loop, and one of the second on the worker
 * of the work queue; neither needs a lock. What crosses threads is in two places: {@code
 * OpenConnections} has a monitor that is entered once per connection and once per status line, and
 * {@code Traffic} is written by one thread and read by another.
 */
@NullMarked
package io.wsk.examples;

import org.jspecify.annotations.NullMarked;

/**
 * Controls: everything that is asked of a socket or of the client as a whole, other than moving
 * data. There are three kinds.
 *
 * <ul>
 *   <li>A {@linkplain io.wsk.api.control.SocketOption socket option} has a value that is set and
 *       read. It is named by a level and a code: {@link io.wsk.api.control.SocketOptions}.
 *   <li>A {@linkplain io.wsk.api.control.SocketIoctl socket ioctl} is an operation with an input,
 *       an output, both or neither. Its level is 0: {@link io.wsk.api.control.SocketIoctls}.
 *   <li>A {@linkplain io.wsk.api.control.ClientControl client control} is an operation on the
 *       client object and touches no socket of its own: {@link io.wsk.api.control.ClientControls}.
 * </ul>
 *
 * <p>In C each of them is a number, a buffer of bytes and a page of documentation. Here each is a
 * typed constant that carries the number, the types of what goes in and out, and whether an IRP
 * goes with it, so that a wrong value does not compile:
 *
 * <pre>{@code
 * // WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, ...)
 * socket.control(
 *     SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(WSK_EVENT_RECEIVE)), null);
 *
 * // WskControlSocket(Socket, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, ...)
 * ControlOutput<SocketAddressList> list = ControlOutput.unlimited();
 * socket.control(SIO_ADDRESS_LIST_QUERY.request(list), null);
 *
 * // an option that this project does not name: a provider that lacks it says NOT_SUPPORTED
 * SocketOption<Boolean> pause =
 *     SocketOption.of("SO_PAUSE_ACCEPT", SOL_SOCKET, 0x3003, Boolean.class);
 * socket.control(pause.set(true), irp);
 * }</pre>
 *
 * <h2>The IRP</h2>
 *
 * <p>Each control follows one of three rules, see {@link io.wsk.api.control.IrpUse}. Breaking a
 * rule is answered with {@code STATUS_INVALID_PARAMETER} and has no other effect.
 *
 * <ul>
 *   <li>Required: all options but one, what asks the transport (backlogs, remote address, silent
 *       mode) and the two change notifications, which stay pending until there is a change.
 *   <li>Forbidden: what is answered before the call returns (address list, inspect id, extension)
 *       and all client controls but the change notification.
 *   <li>Optional: {@code SO_WSK_EVENT_CALLBACK}. Enabling takes no IRP; a disable takes one to
 *       learn when the last callback in progress has returned.
 * </ul>
 *
 * <h2>Statuses that any control may give</h2>
 *
 * <ul>
 *   <li>{@code STATUS_SUCCESS}: done, outputs are filled in.
 *   <li>{@code STATUS_PENDING}: the IRP is completed later; outputs are filled in by then.
 *   <li>{@code STATUS_NOT_SUPPORTED}: the code, the level or the host's lack of it.
 *   <li>{@code STATUS_INVALID_BUFFER_SIZE}: the input is missing, of a wrong type or out of range,
 *       or the output is missing.
 *   <li>{@code STATUS_BUFFER_OVERFLOW}: the output's capacity is too small; its {@linkplain
 *       io.wsk.api.control.ControlOutput#sizeReturned() returned size} is what is needed.
 *   <li>{@code STATUS_INVALID_PARAMETER}: the IRP rule broken, or an event mask that is not valid.
 *   <li>{@code STATUS_INVALID_DEVICE_STATE}: too early or too late in the socket's life.
 *   <li>{@code STATUS_INVALID_DEVICE_REQUEST}: not for this category of socket.
 *   <li>{@code STATUS_INVALID_HANDLE}: the socket is closing or closed.
 * </ul>
 *
 * <p>The members of this package name further ones where a control has its own.
 *
 * <h2>Threads</h2>
 *
 * <p>Constants, requests and values are immutable and may be shared freely. A {@link
 * io.wsk.api.control.ControlOutput} belongs to the caller before the call and after its end, and to
 * the provider in between: it is not synchronised, and the return of the call, or the completion of
 * the IRP, is what makes its contents visible. Nothing in this package blocks.
 */
@NullMarked
package io.wsk.api.control;

import org.jspecify.annotations.NullMarked;

/**
 * Winsock Kernel as a client sees it: registration, the socket categories with their provider
 * dispatch, the client's dispatch tables of callbacks, buffers and indications.
 *
 * <h2>Names</h2>
 *
 * <p>A type has the name of its C counterpart in Java case ({@code WSK_CLIENT_CONNECTION_DISPATCH}
 * is {@link io.wsk.api.WskClientConnectionDispatch}), a function loses its prefix ({@code WskSend}
 * is {@link io.wsk.api.WskProviderConnectionDispatch#send}), a constant keeps its name ({@link
 * io.wsk.api.Wsk#WSK_EVENT_RECEIVE}).
 *
 * <h2>Two forms of a function</h2>
 *
 * <p>The C form takes flags and an {@link io.wsk.nt.Irp} and returns an {@link io.wsk.nt.NtStatus}:
 * {@code STATUS_PENDING} when the IRP will be completed later; any other status when it has been
 * completed with just that status. Without an IRP where one is needed the answer is {@code
 * STATUS_INVALID_PARAMETER}; an IRP that is still in use gives the same and is left alone. On a
 * socket whose close has begun every function gives {@code STATUS_INVALID_HANDLE}; on one that the
 * provider has lost, {@code STATUS_FILE_FORCED_CLOSED}. These four are not repeated at each
 * function.
 *
 * <p>The short form takes neither flags nor IRP and returns a {@link io.wsk.api.WskFuture}. It is
 * written once, on top of the C form.
 *
 * <h2>Threads</h2>
 *
 * <p>Any function may be called from any thread. Each socket lives on one event loop: its callbacks
 * run there, one at a time, and so do the completions of its IRPs. The one exception is a call that
 * is answered at once: it completes its IRP on the calling thread before it returns. Callbacks and
 * completion routines must not block or wait for other requests; the waiting functions refuse to be
 * called there. Calls made by one thread take effect in their order.
 *
 * <h2>Buffers</h2>
 *
 * <p>A {@link io.wsk.api.WskBuf} given to a function belongs to the provider until the IRP is
 * completed: its memory must neither change nor be freed (the provider takes no reference of its
 * own that the client could rely on). An indication given to a callback belongs to the provider and
 * is lent for the call; returning {@code STATUS_PENDING} keeps it until it is released.
 */
@NullMarked
package io.wsk.api;

import org.jspecify.annotations.NullMarked;

/**
 * The provider of WSK on Netty. Public are {@link io.wsk.netty.NettyWskProvider}, its {@link
 * io.wsk.netty.NettyOptions} and {@link io.wsk.netty.Transport}; the rest is one small class for
 * each concern.
 *
 * <h2>Where to find what</h2>
 *
 * <ul>
 *   <li>{@code Registration}, {@code Client}, {@code ProviderDispatch}: registration and the
 *       functions that belong to a client.
 *   <li>{@code SocketBase}: what all sockets share (close, loss) on top of {@code CallQueue}: how
 *       calls reach the loop.
 *   <li>{@code ListenSocket}, {@code AcceptPath}: listening and accepting; {@code AcceptReading}:
 *       how a transport is asked for connections; {@code Inspections}: conditional accept.
 *   <li>{@code ConnectionSocket} with {@code ConnectPath}, {@code ReceivePath} and {@code
 *       ReceiveIndicator}, {@code SendPath}, {@code DisconnectPath}; {@code DataIndication}: what a
 *       callback is lent; {@code SendWindow}: the client's memory on its way out; {@code
 *       TurnFlusher}: when that leaves.
 *   <li>{@code IrpSlots}: the requests that stay with an IRP and are used again; {@code
 *       RetainedBytes}: what clients have kept, and when it is too much.
 *   <li>{@code DatagramSocket} with {@code ReceiveFromPath}, {@code SendToPath} and {@code
 *       FixedPeer}; {@code DatagramOptions}, {@code MulticastOptions}: its options.
 *   <li>{@code PostedReceiveHandle}, {@code DatagramRoom} with {@code ReadRoom}, {@code ReadAhead}:
 *       the memory that the transport reads into.
 *   <li>{@code StreamSocket}: a listener or a connection, once it knows which.
 *   <li>{@code SocketControls}: every option and ioctl is a {@code SocketControl}; {@code
 *       OptionTable} has the plain options, {@code HostOptions} what serves them on which
 *       transport.
 *   <li>{@code SendBacklog}: how much is best kept outstanding; {@code AddressWatch}: waits for the
 *       host's addresses to change.
 *   <li>{@code ClientRequests}, {@code NameRequests}, {@code SecurityDescriptors}: what concerns a
 *       client as a whole; {@code AddressTable}: who may share a local address with whom.
 *   <li>{@code Verifier}: finds clients that break the contract.
 *   <li>{@code EventGate}: whether a callback may be entered; {@code EventControl}: the requests
 *       that open and close it.
 * </ul>
 *
 * <h2>Threads</h2>
 *
 * <p>A socket lives on one event loop. Fields are confined to that loop unless they are volatile,
 * final or say otherwise. A function called on the loop runs at once; called elsewhere it is handed
 * to the loop by {@code CallQueue}, in the order of calls. Callbacks are entered by the loop only,
 * never while another callback of the same socket is on the stack. There are no locks on the data
 * path.
 */
@NullMarked
package io.wsk.netty;

import org.jspecify.annotations.NullMarked;

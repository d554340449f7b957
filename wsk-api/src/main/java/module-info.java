/**
 * The client's view of Winsock Kernel (WSK) in userspace: what a service is written against and
 * what a provider implements. It knows no provider; one is found through {@link
 * java.util.ServiceLoader}.
 *
 * <ul>
 *   <li>{@code io.wsk.nt}: the few primitives of the NT kernel that WSK is built on.
 *   <li>{@code io.wsk.api}: registration, sockets, dispatch tables, indications.
 *   <li>{@code io.wsk.api.control}: socket options, ioctls and client controls.
 *   <li>{@code io.wsk.api.verifier}: what a provider reports of a client that breaks the contract.
 *   <li>{@code io.wsk.spi}: for those who write a provider.
 * </ul>
 */
module io.wsk.api {
  requires transitive io.netty.buffer;
  requires static transitive org.jspecify;

  exports io.wsk.nt;
  exports io.wsk.api;
  exports io.wsk.api.control;
  exports io.wsk.api.verifier;
  exports io.wsk.spi;

  uses io.wsk.spi.WskProvider;
}

package io.wsk.netty;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.socket.SocketProtocolFamily;

/** The handler of a connection that never comes to be, for tests of what a handler owns. */
final class UnconnectedHandler {
  private UnconnectedHandler() {}

  static ConnectionHandler make() {
    NettyOptions options = NettyOptions.builder().transport(Transport.NIO).threads(1).build();
    TransportFactory transport = TransportFactory.of(Transport.NIO);
    ProviderRuntime runtime = new ProviderRuntime(options, transport, () -> {}, new JdkNames());
    Client client = new Client(runtime, null);
    SocketProtocolFamily family = SocketProtocolFamily.INET;
    ConnectionSocket socket =
        new ConnectionSocket(client, new DefaultEventLoop(), transport.connecting(family), family);
    return new ConnectionHandler(socket);
  }
}

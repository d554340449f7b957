package io.wsk.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.WskBasicSocket;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket without address and data: it needs nothing of the host. */
final class BasicSocket extends SocketBase implements WskBasicSocket {
  private final SocketProtocolFamily family;
  private final int socketType;

  BasicSocket(Client client, EventLoop loop, SocketProtocolFamily family, int socketType) {
    super(client, loop);
    this.family = family;
    this.socketType = socketType;
  }

  @Override
  SocketProtocolFamily family() {
    return family;
  }

  @Override
  int socketType() {
    return socketType;
  }

  @Override
  @Nullable EventControl eventControl() {
    return null;
  }

  @Override
  @Nullable EventGate gate() {
    return null;
  }

  @Override
  @Nullable Channel channel() {
    return null;
  }

  @Override
  void cancelPending(NtStatus status) {
    // Nothing of a basic socket pends.
  }

  @Override
  void freeResources(Runnable whenDone) {
    whenDone.run();
  }

  @Override
  void indicateLoss() {
    // There is nothing to lose.
  }

  @Override
  int pendingIrps() {
    return 0;
  }

  @Override
  String state() {
    return phase().name();
  }

  @Override
  @Nullable InetSocketAddress localAddress() {
    return null;
  }

  @Override
  @Nullable InetSocketAddress remoteAddress() {
    return null;
  }
}

package io.wsk.bench.dispatch;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.ClientSession;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.SocketChannels;
import io.wsk.netty.NettyOptions;
import io.wsk.nt.NtStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A WSK datagram socket whose callback counts the bytes of each datagram of a list. */
final class WskDatagramReceiver implements Receiver {
  private static final WskClientDatagramDispatch<Counter> DISPATCH =
      new WskClientDatagramDispatch<>(Counter::receiveFrom);

  private final ClientSession session;
  private final WskDatagramSocket socket;
  private final Counter counter;
  private final Channel channel;

  private WskDatagramReceiver(ClientSession session, WskDatagramSocket socket, Counter counter) {
    this.session = session;
    this.socket = socket;
    this.counter = counter;
    this.channel = SocketChannels.of(socket);
  }

  static WskDatagramReceiver open(NettyOptions options, Callbacks callbacks)
      throws InterruptedException {
    ClientSession session = ClientSession.open(options, callbacks, WSK_EVENT_RECEIVE_FROM);
    Counter counter = new Counter();
    WskDatagramSocket socket =
        session.npi().socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, counter, DISPATCH).await();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await();
    session.enable(socket);
    return new WskDatagramReceiver(session, socket, counter);
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public long bytes() {
    return counter.bytes;
  }

  @Override
  public void close() throws IOException {
    Closing.await(socket.close());
    session.close();
  }

  private static final class Counter {
    long bytes;

    NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication list) {
      WskDatagramIndication datagram = list;
      while (datagram != null) {
        bytes += datagram.buffer().length();
        datagram = datagram.next();
      }
      return STATUS_SUCCESS;
    }
  }
}

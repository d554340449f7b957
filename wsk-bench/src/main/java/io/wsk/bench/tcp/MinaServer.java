package io.wsk.bench.tcp;

import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * Apache MINA with one processor. What a session has read is its own, so it is written as it is;
 * the processor writes when it has read from all sessions.
 */
final class MinaServer implements Server {
  private static final int BACKLOG = 1024;

  private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
  private final FirstLoop loop = new FirstLoop();

  private MinaServer(Service service) {
    acceptor.setBacklog(BACKLOG); // its own is 50: of a thousand, most would have to try again
    acceptor.getSessionConfig().setTcpNoDelay(true);
    acceptor.setHandler(service == Service.ECHO ? new EchoHandler() : new FloodHandler());
  }

  static MinaServer start(Service service) throws IOException {
    MinaServer server = new MinaServer(service);
    server.acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return server;
  }

  @Override
  public int port() {
    return acceptor.getLocalAddress().getPort();
  }

  @Override
  public LoopThread loop() {
    return loop.get();
  }

  @Override
  public void close() {
    acceptor.dispose(true);
  }

  private class EchoHandler extends IoHandlerAdapter {
    @Override
    public void sessionOpened(IoSession session) {
      loop.isHere();
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
      session.write(message);
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
      session.closeNow();
    }
  }

  private final class FloodHandler extends EchoHandler {
    @Override
    public void sessionOpened(IoSession session) {
      super.sessionOpened(session);
      session.setAttribute(Tally.class, new Tally());
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
      Tally tally = (Tally) session.getAttribute(Tally.class);
      long acknowledge = tally.add(((IoBuffer) message).remaining());
      if (acknowledge > 0) {
        session.write(IoBuffer.allocate(Long.BYTES).putLong(acknowledge).flip());
      }
    }
  }
}

package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.LoopDriver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fires connections into a listener's pipeline, some at a time, and has them closed again. */
final class AcceptDriver extends LoopDriver {
  private static final int AT_A_TIME = 16;

  private final Acceptor acceptor;
  private final List<MadeUpConnection> current = new ArrayList<>();

  // Written before the hand-over to the loop, then by it.
  private int left;
  private long fired;
  private long leftOpen;

  AcceptDriver(Acceptor acceptor) {
    super(acceptor.channel().eventLoop());
    this.acceptor = acceptor;
    acceptor.onProgress(this::progressed);
  }

  @Override
  protected void begin(int connections) {
    left = connections;
  }

  @Override
  protected Next step() {
    if (acceptor.closed() == fired) {
      leftOpen += current.stream().filter(MadeUpConnection::isOpen).count();
      current.clear();
      if (left == 0) {
        return Next.DONE;
      }
      fireSome();
    }
    if (acceptor.accepted() == fired) {
      acceptor.closeAccepted();
    }
    return acceptor.closed() == fired ? Next.AGAIN : Next.WAIT;
  }

  /** A connection has been accepted or closed: was it the last of those that are out? */
  private void progressed() {
    boolean allAccepted = acceptor.accepted() == fired && acceptor.closed() == fired - AT_A_TIME;
    if (allAccepted || acceptor.closed() == fired) {
      goOn();
    }
  }

  private void fireSome() {
    for (int i = 0; i < AT_A_TIME; i++) {
      MadeUpConnection connection = new MadeUpConnection(acceptor.channel());
      current.add(connection);
      acceptor.channel().pipeline().fireChannelRead(connection);
    }
    acceptor.channel().pipeline().fireChannelReadComplete();
    fired += AT_A_TIME;
    left -= AT_A_TIME;
    acceptor.decide();
  }

  @Override
  protected boolean isRight() {
    return leftOpen == 0 && acceptor.accepted() == fired && acceptor.closed() == fired;
  }

  @Override
  public void close() throws IOException {
    acceptor.close();
  }
}

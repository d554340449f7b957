package io.wsk.bench.dispatch;

import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A connection without a host below it: open until it is closed, and nothing ever arrives. */
final class MadeUpConnection extends AbstractChannel implements DuplexChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);
  private static final InetSocketAddress LOCAL =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final InetSocketAddress REMOTE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);

  private final ChannelConfig config = new DefaultChannelConfig(this);
  private boolean open = true;

  MadeUpConnection(Channel listener) {
    super(listener);
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return open;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected SocketAddress localAddress0() {
    return LOCAL;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return REMOTE;
  }

  @Override
  protected void doClose() {
    open = false;
  }

  @Override
  protected void doBeginRead() {
    // Nothing ever arrives.
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new AbstractUnsafe() {
      @Override
      public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        promise.setFailure(notHere());
      }
    };
  }

  @Override
  protected void doBind(SocketAddress address) {
    throw notHere();
  }

  @Override
  protected void doDisconnect() {
    throw notHere();
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer buffer) {
    throw notHere();
  }

  @Override
  public boolean isInputShutdown() {
    return !open;
  }

  @Override
  public boolean isOutputShutdown() {
    return !open;
  }

  @Override
  public boolean isShutdown() {
    return !open;
  }

  @Override
  public ChannelFuture shutdown() {
    return newFailedFuture(notHere());
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    return promise.setFailure(notHere());
  }

  @Override
  public ChannelFuture shutdownInput() {
    return newFailedFuture(notHere());
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    return promise.setFailure(notHere());
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return newFailedFuture(notHere());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    return promise.setFailure(notHere());
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("a made-up connection is only accepted and closed");
  }
}

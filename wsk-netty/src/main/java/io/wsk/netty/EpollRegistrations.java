package io.wsk.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll, but for one thing: a descriptor that was added to the epoll set stays in it until
 * its channel is closed.
 *
 * <p>Netty 4.2.18 takes a descriptor out of the set when its channel is interested in nothing, as a
 * connection is whose peer has ended its stream, and does not remember that: the next interest is a
 * change to an entry that is not there, {@code epoll_ctl} fails with {@code ENOENT}, and with it
 * the send that waited for room. Here such a channel waits for nothing but the errors that epoll
 * always tells, once each (edge-triggered, so that it does not tell them again and again).
 */
final class EpollRegistrations implements IoHandler {
  private final IoHandler epoll;

  private EpollRegistrations(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory epoll = EpollIoHandler.newFactory();
    return executor -> new EpollRegistrations(epoll.newHandler(executor));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new LastingRegistration(epoll.register(handle));
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  /** Loop only. */
  private static final class LastingRegistration implements IoRegistration {
    private final IoRegistration registration;
    private boolean added;

    LastingRegistration(IoRegistration registration) {
      this.registration = registration;
    }

    @Override
    public long submit(IoOps ops) {
      if (!EpollIoOps.NONE.equals(ops)) {
        added = true;
        return registration.submit(ops);
      }
      return added ? registration.submit(EpollIoOps.EPOLLET) : 0;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty declares it
    public <T> T attachment() {
      return registration.attachment();
    }

    @Override
    public boolean isValid() {
      return registration.isValid();
    }

    @Override
    public boolean cancel() {
      return registration.cancel();
    }
  }
}

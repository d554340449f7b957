package io.wsk.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll, but for two things.
 *
 * <p>A descriptor that was added to the epoll set stays in it until its channel is closed. Netty
 * 4.2.18 takes a descriptor out of the set when its channel is interested in nothing, as a
 * connection is whose peer has ended its stream, and does not remember that: the next interest is a
 * change to an entry that is not there, {@code epoll_ctl} fails with {@code ENOENT}, and with it
 * the send that waited for room. Here such a channel waits for nothing but the errors that epoll
 * always tells, once each (edge-triggered, so that it does not tell them again and again).
 *
 * <p>That a channel is interested in less is told to the kernel before the loop waits the next
 * time, which is as good as at once. Most have lost interest because their stream has ended, in two
 * steps, and are closed in the same turn: they cost no system call.
 */
final class EpollRegistrations implements IoHandler {
  private final IoHandler epoll;

  /** Those that are interested in less than the kernel knows. */
  private final ArrayDeque<LastingRegistration> lessInterested = new ArrayDeque<>();

  EpollRegistrations(IoHandler epoll) {
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
    LastingRegistration registration;
    while ((registration = lessInterested.poll()) != null) {
      registration.tell();
    }
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
  private final class LastingRegistration implements IoRegistration {
    private final IoRegistration registration;

    /** What the kernel knows; nothing as long as the descriptor has not been added. */
    private EpollIoOps told = EpollIoOps.NONE;

    /** What it is to be told before the loop waits; null if it knows. */
    private @Nullable EpollIoOps untold;

    LastingRegistration(IoRegistration registration) {
      this.registration = registration;
    }

    @Override
    public long submit(IoOps ops) {
      EpollIoOps wanted = (EpollIoOps) ops;
      if ((wanted.value() & ~told.value()) != 0) {
        untold = null;
        told = wanted;
        return registration.submit(wanted);
      }
      if (untold == null) {
        lessInterested.add(this);
      }
      untold = wanted;
      return wanted.value();
    }

    private void tell() {
      EpollIoOps wanted = untold;
      untold = null;
      if (wanted == null || wanted.equals(told) || !isValid()) {
        return;
      }
      told = EpollIoOps.NONE.equals(wanted) ? EpollIoOps.EPOLLET : wanted;
      registration.submit(told);
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

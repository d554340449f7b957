package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What epoll is told of a channel's interest, and when. */
class EpollRegistrationsTest {
  private static final EpollIoOps END = EpollIoOps.EPOLLRDHUP;
  private static final EpollIoOps DATA = EpollIoOps.EPOLLIN.with(END);
  private static final EpollIoOps ROOM = EpollIoOps.EPOLLOUT;
  private static final EpollIoOps ERRORS = EpollIoOps.EPOLLET;

  private final Epoll epoll = new Epoll();
  private final EpollRegistrations registrations = new EpollRegistrations(epoll);
  private IoRegistration registration;

  @BeforeEach
  void register() throws Exception {
    registration = registrations.register(new Handle());
  }

  private void turn() {
    registrations.run(new Context());
  }

  @Test
  void moreIsToldAtOnce() {
    registration.submit(END);
    registration.submit(DATA);
    assertThat(epoll.told).containsExactly(END, DATA);
  }

  @Test
  void lessIsToldBeforeTheLoopWaits() {
    registration.submit(DATA);
    registration.submit(END);
    assertThat(epoll.told).containsExactly(DATA);
    turn();
    assertThat(epoll.toldBeforeWait).containsExactly(DATA, END);
  }

  @Test
  void nothingIsToldOnceAndMeansErrors() {
    registration.submit(DATA);
    registration.submit(END);
    registration.submit(EpollIoOps.NONE);
    turn();
    turn();
    assertThat(epoll.told).containsExactly(DATA, ERRORS);
  }

  @Test
  void interestThatComesBackInTheSameTurnIsNotTold() {
    registration.submit(DATA);
    registration.submit(END);
    registration.submit(DATA);
    turn();
    assertThat(epoll.told).containsExactly(DATA);
  }

  @Test
  void otherInterestIsToldAtOnceAndTheOldWishForgotten() {
    registration.submit(DATA);
    registration.submit(EpollIoOps.NONE);
    registration.submit(ROOM);
    turn();
    assertThat(epoll.told).containsExactly(DATA, ROOM);
  }

  @Test
  void interestAfterNothingIsTold() {
    registration.submit(DATA);
    registration.submit(EpollIoOps.NONE);
    turn();
    registration.submit(ROOM);
    assertThat(epoll.told).containsExactly(DATA, ERRORS, ROOM);
  }

  @Test
  void aDescriptorThatIsNotInTheSetIsNotPutThereForNothing() {
    registration.submit(EpollIoOps.NONE);
    turn();
    assertThat(epoll.told).isEmpty();
  }

  @Test
  void aChannelThatIsClosedInTheSameTurnIsNotToldOf() {
    registration.submit(DATA);
    registration.submit(EpollIoOps.NONE);
    registration.cancel();
    turn();
    assertThat(epoll.told).containsExactly(DATA);
  }

  /** Notes what it is told. */
  private static final class Epoll implements IoHandler, IoRegistration {
    final List<IoOps> told = new ArrayList<>();
    final List<IoOps> toldBeforeWait = new ArrayList<>();
    private boolean cancelled;

    @Override
    public IoRegistration register(IoHandle handle) {
      return this;
    }

    @Override
    public int run(IoHandlerContext context) {
      toldBeforeWait.addAll(told);
      return 0;
    }

    @Override
    public long submit(IoOps ops) {
      told.add(ops);
      return 0;
    }

    @Override
    public boolean isValid() {
      return !cancelled;
    }

    @Override
    public boolean cancel() {
      cancelled = true;
      return true;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty declares it
    public <T> T attachment() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void prepareToDestroy() {}

    @Override
    public void destroy() {}

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return true;
    }
  }

  private static final class Handle implements IoHandle {
    @Override
    public void handle(IoRegistration registration, IoEvent event) {}

    @Override
    public void close() {}
  }

  private static final class Context implements IoHandlerContext {
    @Override
    public boolean canBlock() {
      return false;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return 0;
    }

    @Override
    public long deadlineNanos() {
      return -1;
    }
  }
}

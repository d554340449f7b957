package io.wsk.netty;

import io.netty.channel.Channel;

/**
 * Has the channel of a listener take connections from the host: any number, one, or none. The
 * listener's loop only.
 */
interface AcceptReading {
  /**
   * What is wanted has changed, or may have.
   *
   * @param any whether all connections are wanted as they come
   * @param one whether the next one is
   */
  void update(Channel listening, boolean any, boolean one);

  /** A connection has been taken. */
  default void taken() {}

  /** A round of accepts is over, well or not: has the wish looked at again. */
  void roundOver(ListenSocket socket, Runnable update);

  /** How a transport does it. */
  static AcceptReading of(TransportFactory transport) {
    return transport.readsSynchronously() ? new Switched() : new Asked();
  }

  /**
   * The host is asked within one step of the loop, so that a wish can be taken back at any time.
   */
  final class Switched implements AcceptReading {
    private boolean askedForOne;

    @Override
    public void update(Channel listening, boolean any, boolean one) {
      if (askedForOne && !one) {
        // A read that was asked for stays asked for, unless reading is switched off from on.
        listening.config().setAutoRead(true);
        listening.config().setAutoRead(false);
      }
      if (listening.config().isAutoRead() != any) {
        listening.config().setAutoRead(any);
      }
      askedForOne = one;
      if (one) {
        listening.read();
      }
    }

    @Override
    public void taken() {
      askedForOne = false;
    }

    @Override
    public void roundOver(ListenSocket socket, Runnable update) {
      update.run();
    }
  }

  /**
   * The kernel is given one accept after another, and none is taken back: so one connection that
   * nobody wants any more may come, and waits. That is for io_uring, where to switch reading off is
   * to cancel the accept. Netty does not tell when the cancel has arrived, and must not be asked
   * for another one before, not even by a close: its count of accepts is then that of one under
   * way, its id that of none, which it asserts cannot be. With assertions on, the close fails. Here
   * only the close cancels, once. A read that is asked for while one is under way is none.
   */
  final class Asked implements AcceptReading {
    @Override
    public void update(Channel listening, boolean any, boolean one) {
      if (any || one) {
        listening.read();
      }
    }

    /**
     * An accept that failed is told as the end of the round first, as the failure then. What is
     * asked for in between is asked for at once and cannot be taken back, so that is left until the
     * failure has been heard of, after which the listener rests.
     */
    @Override
    public void roundOver(ListenSocket socket, Runnable update) {
      socket.loop().execute(update);
    }
  }
}

package io.wsk.netty;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientConnectionDispatch;
import org.jspecify.annotations.Nullable;

/** The accept callback's out parameters; good for one call. */
final class AcceptedSlot implements AcceptedSocket {
  private @Nullable ConnectionSocket accepted;
  private final int inheritedEvents;

  AcceptedSlot(@Nullable ConnectionSocket accepted, int inheritedEvents) {
    this.accepted = accepted;
    this.inheritedEvents = inheritedEvents;
  }

  /** For a callback that is told of a loss: there is nothing to set. */
  static AcceptedSlot nothing() {
    return new AcceptedSlot(null, 0);
  }

  void expire() {
    accepted = null;
  }

  @Override
  public <C> void set(@Nullable C context, WskClientConnectionDispatch<C> dispatch) {
    ConnectionSocket socket = accepted;
    if (socket == null) {
      throw new IllegalStateException(
          "AcceptedSocket.set must be called at most once, in the accept callback that got it");
    }
    accepted = null;
    socket.attach(new ConnectionCallbacks<>(context, dispatch), inheritedEvents);
  }
}

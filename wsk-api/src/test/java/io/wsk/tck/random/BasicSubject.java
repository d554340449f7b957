package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.WskBasicSocket;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.NtStatus;
import java.util.Set;
import java.util.SplittableRandom;

/** A basic socket under test: it can be controlled, in vain, and closed. */
final class BasicSubject extends Subject {
  private static final Set<NtStatus> REQUEST = Set.of(STATUS_INVALID_DEVICE_REQUEST);
  private static final Set<NtStatus> UNSUPPORTED =
      Set.of(STATUS_NOT_SUPPORTED, STATUS_INVALID_DEVICE_REQUEST);

  private volatile WskBasicSocket socket;

  BasicSubject(World world, String name) {
    super(world, name);
  }

  @Override
  WskBasicSocket socket() {
    return socket;
  }

  void socket(WskBasicSocket newSocket) {
    socket = newSocket;
  }

  @Override
  boolean isReady() {
    return true;
  }

  @Override
  boolean allows(NtStatus status, Request request) {
    return false;
  }

  void call(SplittableRandom random) {
    if (socket == null) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 ->
          world()
              .ledger()
              .call(
                  this,
                  "SO_RCVBUF of a basic socket",
                  UNSUPPORTED,
                  irp -> socket.control(SocketOptions.SO_RCVBUF.set(8192), irp));
      case 1 -> {
        boolean wasClosed = isClosed();
        Calls.checked(
            this,
            "SO_WSK_EVENT_CALLBACK of a basic socket",
            REQUEST,
            wasClosed,
            Calls.control(this, WSK_EVENT_RECEIVE));
      }
      default -> Calls.close(this);
    }
  }
}

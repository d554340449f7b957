package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.control.NpiId;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Wrong calls that every kind of socket has. */
final class IllegalCalls {
  /** Memory that is never sent. */
  static final ByteBuf EMPTY_PAGE = Unpooled.unreleasableBuffer(Unpooled.directBuffer(4096, 4096));

  /** An address of another family than that of the sockets under test. */
  static final InetAddress IPV6_LOOPBACK = ipv6Loopback();

  private static final Set<NtStatus> PARAMETER = Set.of(STATUS_INVALID_PARAMETER);
  private static final Set<NtStatus> UNSUPPORTED = Set.of(STATUS_NOT_SUPPORTED);

  private IllegalCalls() {}

  private static InetAddress ipv6Loopback() {
    byte[] bytes = new byte[16];
    bytes[15] = 1;
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an address", e);
    }
  }

  /** A run of so many bytes, over and over the same ones. */
  static WskBuf emptyRun(int length) {
    Mdl first = new Mdl(EMPTY_PAGE, 0, EMPTY_PAGE.capacity());
    Mdl last = first;
    for (int there = first.byteCount(); there < length; there += last.byteCount()) {
      Mdl next = new Mdl(EMPTY_PAGE, 0, EMPTY_PAGE.capacity());
      last.setNext(next);
      last = next;
    }
    return new WskBuf(first, 0, length);
  }

  /** A call without an IRP, or with one that is in use: refused, and that is all. */
  static void checkParameter(Subject subject, String function, NtStatus status) {
    subject.world().statistics().call(function, status);
    subject.log(function + " returned " + status);
    if (status != STATUS_INVALID_PARAMETER) {
      subject.finding(function + " returned " + status + ", not STATUS_INVALID_PARAMETER");
    }
  }

  /** Masks that no socket takes, and an unknown interface. */
  static void events(Subject subject, SplittableRandom random) {
    boolean wasClosed = subject.isClosed();
    switch (random.nextInt(3)) {
      case 0 -> wrong(subject, PARAMETER, wasClosed, Calls.control(subject, WSK_EVENT_DISABLE));
      case 1 -> wrong(subject, PARAMETER, wasClosed, Calls.control(subject, 0));
      default -> {
        NpiId unknown = new NpiId(new UUID(1, 2));
        WskEventCallbackControl control = new WskEventCallbackControl(unknown, 1);
        NtStatus status = subject.socket().control(SO_WSK_EVENT_CALLBACK.set(control), null);
        wrong(subject, UNSUPPORTED, wasClosed, status);
      }
    }
  }

  private static void wrong(
      Subject subject, Set<NtStatus> expected, boolean wasClosed, NtStatus status) {
    Calls.checked(subject, "SO_WSK_EVENT_CALLBACK, wrong mask", expected, wasClosed, status);
  }
}

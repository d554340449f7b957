package io.wsk.examples;

import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;

/**
 * A socket whose sends complete when the test says so: no real one can be held still at just that
 * moment. It only counts what it is asked for.
 */
final class FakeConnection implements WskConnectionSocket, IrpOperation {
  private final ArrayDeque<Irp<?>> sends = new ArrayDeque<>();
  private Irp<?> closeIrp;
  int released;
  int resumes;
  int disconnects;

  /** Data for the receive callback: a node of a list that counts its releases. */
  static final class Indication implements WskDataIndication {
    private final WskBuf buffer;
    private WskDataIndication next;
    int released;

    Indication(int length) {
      ByteBuf memory = Unpooled.wrappedBuffer(new byte[length]);
      buffer = WskBuf.ofReadable(memory);
    }

    @Override
    public WskDataIndication next() {
      return next;
    }

    @Override
    public void setNext(WskDataIndication newNext) {
      next = newNext;
    }

    @Override
    public WskBuf buffer() {
      return buffer;
    }
  }

  int pendingSends() {
    return sends.size();
  }

  boolean isClosing() {
    return closeIrp != null;
  }

  /** Completes the oldest send. */
  void completeSend(NtStatus status) {
    IoManager.complete(sends.remove(), status, 0);
  }

  void completeClose() {
    IoManager.complete(closeIrp, STATUS_SUCCESS, 0);
  }

  @Override
  public NtStatus send(WskBuf buffer, int flags, Irp<?> irp) {
    if (!IoManager.begin(irp, this)) {
      throw new AssertionError("an IRP in use was given to send: " + irp);
    }
    sends.add(irp);
    return STATUS_PENDING;
  }

  @Override
  public NtStatus receive(WskBuf buffer, int flags, Irp<?> irp) {
    resumes++;
    return completed(irp, STATUS_SUCCESS);
  }

  @Override
  public NtStatus disconnect(WskBuf buffer, int flags, Irp<?> irp) {
    disconnects++;
    return completed(irp, STATUS_SUCCESS);
  }

  @Override
  public NtStatus release(WskDataIndication first) {
    for (WskDataIndication node = first; node != null; node = node.next()) {
      ((Indication) node).released++;
      released++;
    }
    return STATUS_SUCCESS;
  }

  @Override
  public NtStatus close(Irp<?> irp) {
    IoManager.begin(irp, this);
    closeIrp = irp;
    return STATUS_PENDING;
  }

  private NtStatus completed(Irp<?> irp, NtStatus status) {
    IoManager.begin(irp, this);
    IoManager.complete(irp, status, 0);
    return status;
  }

  // ---- never asked for
  // ---------------------------------------------------------------------------

  @Override
  public NtStatus control(WskControlRequest request, Irp<?> irp) {
    return STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public NtStatus bind(InetSocketAddress localAddress, int flags, Irp<?> irp) {
    return STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public NtStatus connect(InetSocketAddress remoteAddress, int flags, Irp<?> irp) {
    return STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public NtStatus connectEx(InetSocketAddress remoteAddress, WskBuf buffer, int flags, Irp<?> irp) {
    return STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public NtStatus getLocalAddress(Out<InetSocketAddress> localAddress, Irp<?> irp) {
    return STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public NtStatus getRemoteAddress(Out<InetSocketAddress> remoteAddress, Irp<?> irp) {
    return STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void cancelRequested(Irp<?> irp, int ticket) {}

  @Override
  public void completionRoutineThrew(Irp<?> irp, Throwable cause) {
    throw new AssertionError(cause);
  }
}

package io.wsk.tck;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientStreamDispatch;

/** The context of a stream socket under test: one for each role that it may take. */
final class TestStream {
  /** The callbacks of both roles. */
  static final WskClientStreamDispatch<TestStream> DISPATCH =
      new WskClientStreamDispatch<>(listenTable(), connectTable());

  /** What the socket's callbacks see as a listener. */
  final TestListener listener = new TestListener();

  /** What they see as a connection. */
  final TestConnection connection;

  TestStream() {
    this(new TestConnection());
  }

  TestStream(TestConnection connection) {
    this.connection = connection;
  }

  private static WskClientListenDispatch<TestStream> listenTable() {
    return new WskClientListenDispatch<>(
        (stream, flags, local, remote, accepted, out) ->
            TestListener.DISPATCH
                .acceptEvent()
                .accept(stream.listener, flags, local, remote, accepted, out));
  }

  private static WskClientConnectionDispatch<TestStream> connectTable() {
    WskClientConnectionDispatch<TestConnection> table = TestConnection.DISPATCH;
    return new WskClientConnectionDispatch<>(
        (stream, flags, data, bytes, accepted) ->
            table.receiveEvent().receive(stream.connection, flags, data, bytes, accepted),
        (stream, flags) -> table.disconnectEvent().disconnect(stream.connection, flags),
        (stream, size) -> table.sendBacklogEvent().sendBacklog(stream.connection, size));
  }
}

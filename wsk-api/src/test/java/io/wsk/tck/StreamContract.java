package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskStreamSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the chapters about stream sockets share. It has no tests of its own. */
public abstract class StreamContract extends ConnectionContract {
  /** An unbound stream socket with all callbacks. */
  final WskStreamSocket stream(TestStream context) throws Exception {
    watch(context.connection);
    return closeLater(
        get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, context, TestStream.DISPATCH)));
  }

  /** A stream socket that is bound to the loopback address and has no role yet. */
  final WskStreamSocket bound(TestStream context) throws Exception {
    WskStreamSocket socket = stream(context);
    get(socket.bind(anyLoopback()));
    return socket;
  }

  /** A stream socket that listens. */
  final WskStreamSocket listening(TestStream context) throws Exception {
    WskStreamSocket socket = bound(context);
    get(socket.listen());
    return socket;
  }

  static InetSocketAddress addressOf(WskStreamSocket socket) throws Exception {
    return get(socket.getLocalAddress());
  }

  /** Every function that only a connection has, each with arguments that are right. */
  final Map<String, Function<Irp<Void>, NtStatus>> connectionsFunctions(
      WskStreamSocket socket, InetSocketAddress remote) {
    Out<InetSocketAddress> out = new Out<>();
    Map<String, Function<Irp<Void>, NtStatus>> functions = new LinkedHashMap<>();
    functions.put("connect", irp -> socket.connect(remote, 0, irp));
    functions.put("connectEx", irp -> socket.connectEx(remote, data("x"), 0, irp));
    functions.put("getRemoteAddress", irp -> socket.getRemoteAddress(out, irp));
    functions.put("send", irp -> socket.send(data("x"), 0, irp));
    functions.put("receive", irp -> socket.receive(data("x"), 0, irp));
    functions.put("disconnect", irp -> socket.disconnect(null, 0, irp));
    return functions;
  }

  /** Every function that only a listener has, without listen. */
  static Map<String, Function<Irp<Void>, NtStatus>> listenersFunctions(WskStreamSocket socket) {
    WskInspectId id = new WskInspectId(1, 1);
    Map<String, Function<Irp<Void>, NtStatus>> functions = new LinkedHashMap<>();
    functions.put("accept", irp -> accept(socket, irp));
    functions.put(
        "inspectComplete",
        irp -> socket.inspectComplete(id, WskInspectAction.WskInspectAccept, irp));
    return functions;
  }

  // The accept will not succeed, so nobody minds that the IRP is for another result.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static NtStatus accept(WskStreamSocket socket, Irp<Void> irp) {
    return socket.accept(0, null, null, null, null, (Irp) irp);
  }

  /** All these functions give a status, whatever the IRP. */
  static void assertAllGive(NtStatus status, Map<String, Function<Irp<Void>, NtStatus>> functions)
      throws Exception {
    for (Map.Entry<String, Function<Irp<Void>, NtStatus>> function : functions.entrySet()) {
      Irp<Void> irp = completed(function.getValue());
      assertThat(irp.status()).as(function.getKey()).isEqualTo(status);
      assertThat(irp.information()).as(function.getKey()).isZero();
      assertThat(function.getValue().apply(null))
          .as("%s without an IRP", function.getKey())
          .isEqualTo(NtStatus.STATUS_INVALID_PARAMETER);
    }
  }
}

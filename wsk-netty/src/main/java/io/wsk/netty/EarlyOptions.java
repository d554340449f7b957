package io.wsk.netty;

import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that a stream socket was given before its role was known, for the part that has not
 * got them yet. Loop only.
 */
final class EarlyOptions {
  private record Key(int level, int code) {}

  private record Early(SocketControl control, WskControlRequest request) {}

  private final Map<Key, Early> options = new LinkedHashMap<>();

  /** Has a control served, and remembers it if it sets an option. */
  NtStatus serve(
      SocketBase part, SocketControl control, WskControlRequest request, @Nullable Irp<?> irp) {
    if (request.type() != WskControlRequestType.WskSetOption) {
      return control.serve(part, request, irp);
    }
    // First remembered: the completion routine may go on and listen.
    Key key = new Key(request.level(), request.code());
    Early before = options.put(key, new Early(control, request));
    NtStatus status = control.serve(part, request, irp);
    if (!status.isSuccess()) {
      options.remove(key);
      if (before != null) {
        options.put(key, before);
      }
    }
    return status;
  }

  /** Gives them to another part; what it has no use for is left out. */
  void applyTo(SocketBase part) {
    for (Early option : options.values()) {
      NtStatus unused = option.control().serve(part, option.request(), null);
    }
  }
}

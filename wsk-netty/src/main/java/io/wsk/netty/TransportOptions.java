package io.wsk.netty;

import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** The socket options of {@link OptionTable}. Loop only. */
final class TransportOptions implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return row(request) != null;
  }

  private static @Nullable OptionRow<?> row(WskControlRequest request) {
    for (OptionRow<?> row : OptionTable.ROWS) {
      if (request.isFor(row.option())) {
        return row;
      }
    }
    return null;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    OptionRow<?> row = row(request);
    if (row == null) {
      throw new IllegalArgumentException("not an option of the table: " + request);
    }
    return Requests.finish(irp, row.serve(socket, request));
  }
}

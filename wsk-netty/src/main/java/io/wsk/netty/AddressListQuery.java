package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_ADDRESS_LIST_QUERY;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketAddressList;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code SIO_ADDRESS_LIST_QUERY}. */
final class AddressListQuery implements SocketControl {
  private static final Logger LOG = LoggerFactory.getLogger(AddressListQuery.class);

  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_ADDRESS_LIST_QUERY);
  }

  /** It asks the host and nothing of the socket but its family, which never changes. */
  @Override
  public boolean answersAtOnce() {
    return true;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    return Requests.finish(irp, irp == null ? list(socket, request) : STATUS_INVALID_PARAMETER);
  }

  private static NtStatus list(SocketBase socket, WskControlRequest request) {
    ControlOutput<SocketAddressList> output = request.output(SocketAddressList.class);
    if (output == null || request.hasInput()) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    output.clear();
    HostNetwork network = socket.client().runtime().addressWatch().network();
    try {
      SocketAddressList list = new SocketAddressList(network.addresses(socket.family()));
      return ControlOutputs.give(output, list, list.addresses().size());
    } catch (SocketException e) {
      LOG.warn("the host's addresses could not be listed", e);
      return STATUS_UNSUCCESSFUL;
    }
  }
}

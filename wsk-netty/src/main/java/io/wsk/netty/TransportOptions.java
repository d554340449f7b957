package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The socket options that the host's TCP transport serves. Loop only. */
final class TransportOptions implements SocketControl {
  /** An option of ours and the channel's option of the same type. */
  private record Mapping<V>(SocketOption<V> option, ChannelOption<V> channelOption) {}

  private static final List<Mapping<?>> MAPPINGS =
      List.of(
          new Mapping<>(SocketOptions.SO_KEEPALIVE, ChannelOption.SO_KEEPALIVE),
          new Mapping<>(SocketOptions.SO_RCVBUF, ChannelOption.SO_RCVBUF),
          new Mapping<>(SocketOptions.SO_SNDBUF, ChannelOption.SO_SNDBUF),
          new Mapping<>(SocketOptions.SO_REUSEADDR, ChannelOption.SO_REUSEADDR),
          new Mapping<>(SocketOptions.TCP_NODELAY, ChannelOption.TCP_NODELAY));

  @Override
  public boolean serves(WskControlRequest request) {
    return mapping(request) != null;
  }

  private static @Nullable Mapping<?> mapping(WskControlRequest request) {
    for (Mapping<?> mapping : MAPPINGS) {
      if (request.isFor(mapping.option())) {
        return mapping;
      }
    }
    return null;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    Mapping<?> mapping = mapping(request);
    Channel channel = socket.channel();
    if (mapping == null || channel == null) {
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
    if (!channel.isOpen()) {
      // Both sides have disconnected: the host has its socket back.
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    return Requests.finish(irp, serve(socket, channel, mapping, request));
  }

  private static <V> NtStatus serve(
      SocketBase socket, Channel channel, Mapping<V> mapping, WskControlRequest request) {
    try {
      return request.type() == WskControlRequestType.WskSetOption
          ? set(socket, channel, mapping, request)
          : get(socket, channel, mapping, request);
    } catch (IllegalArgumentException e) {
      // The host's own range check.
      return STATUS_INVALID_BUFFER_SIZE;
    } catch (ChannelException e) {
      return STATUS_NOT_SUPPORTED;
    }
  }

  private static <V> NtStatus set(
      SocketBase socket, Channel channel, Mapping<V> mapping, WskControlRequest request) {
    V value = request.input(mapping.option().valueType());
    if (value == null || (value instanceof Integer size && size < 0)) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (socket instanceof ListenSocket listener && mapping.option() == SocketOptions.SO_KEEPALIVE) {
      // A listener has no use for it itself: it keeps it for the sockets it accepts.
      listener.setKeepAlive(Boolean.TRUE.equals(value));
      return STATUS_SUCCESS;
    }
    boolean done = channel.config().setOption(mapping.channelOption(), value);
    return done ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
  }

  private static <V> NtStatus get(
      SocketBase socket, Channel channel, Mapping<V> mapping, WskControlRequest request) {
    Class<V> type = mapping.option().valueType();
    ControlOutput<V> output = request.output(type);
    if (output == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    V value =
        socket instanceof ListenSocket listener && mapping.option() == SocketOptions.SO_KEEPALIVE
            ? type.cast(listener.keepAlive())
            : channel.config().getOption(mapping.channelOption());
    if (value == null) {
      return STATUS_NOT_SUPPORTED;
    }
    return ControlOutputs.give(output, value, Integer.BYTES);
  }
}

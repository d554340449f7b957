package io.wsk.bench.wsk;

import io.netty.channel.Channel;
import io.wsk.api.WskSocket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The Netty channels below sockets. The provider rightly keeps them to itself; a benchmark that
 * takes the transport's place needs one, and reaches for it by reflection. That works because the
 * runnable jar is one class path without modules.
 */
public final class SocketChannels {
  private SocketChannels() {}

  /**
   * Finds the channel.
   *
   * @param socket bound or connected, of {@link io.wsk.netty.NettyWskProvider}
   * @return its channel
   * @throws IllegalStateException if the provider is not built as this class believes
   */
  public static Channel of(WskSocket socket) {
    try {
      Method channel = socket.getClass().getDeclaredMethod("channel");
      channel.setAccessible(true);
      return (Channel) channel.invoke(socket);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no channel to be had from " + socket.getClass(), e);
    }
  }
}

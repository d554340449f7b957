package io.wsk.netty;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host's own names, as the JDK asks for them and caches the answers. */
final class JdkNames implements HostNames {
  @Override
  public List<InetAddress> addressesOf(String name) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(name));
  }

  @Override
  public @Nullable String nameOf(InetAddress address) {
    // Without the name that the client's own object may carry: the host is asked.
    InetAddress nameless = withoutName(address);
    String name = nameless.getCanonicalHostName();
    return name.equals(nameless.getHostAddress()) ? null : name;
  }

  private static InetAddress withoutName(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("an address has a legal length", e);
    }
  }
}

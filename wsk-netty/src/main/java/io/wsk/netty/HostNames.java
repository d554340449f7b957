package io.wsk.netty;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who knows the names of hosts. Both questions may take as long as the host likes. */
interface HostNames {
  /** The addresses of a name; never empty. */
  List<InetAddress> addressesOf(String name) throws UnknownHostException;

  /** The name of an address, or null if it has none. */
  @Nullable String nameOf(InetAddress address);
}

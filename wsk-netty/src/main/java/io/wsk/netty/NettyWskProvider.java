package io.wsk.netty;

import io.wsk.api.WskClientNpi;
import io.wsk.api.WskRegistration;
import io.wsk.spi.WskProvider;

/**
 * WSK on Netty. All registrations with one instance share its event loops, which run from the first
 * registration to the last deregistration.
 */
public final class NettyWskProvider implements WskProvider {
  private final ProviderRuntime runtime;

  /**
   * A provider with {@link NettyOptions#defaults()}; for {@link java.util.ServiceLoader}.
   *
   * @throws IllegalStateException if Netty is there in mixed versions, or a forced transport cannot
   *     be used here
   */
  public NettyWskProvider() {
    this(NettyOptions.defaults());
  }

  /**
   * A provider with options, for {@link io.wsk.api.Wsk#register(WskClientNpi, WskProvider)}.
   *
   * @param options how to work
   * @throws IllegalStateException if Netty is there in mixed versions, or the transport cannot be
   *     used here; the message lists those that can
   */
  public NettyWskProvider(NettyOptions options) {
    this(options, () -> {});
  }

  /** With something to do before the loops are started; for tests of what happens until then. */
  NettyWskProvider(NettyOptions options, Runnable beforeStart) {
    this(options, beforeStart, new JdkNames());
  }

  /** With somebody else to ask for names than the host; for tests. */
  NettyWskProvider(NettyOptions options, Runnable beforeStart, HostNames hostNames) {
    NettyVersions.requireOne();
    TransportFactory transport = TransportFactory.of(options.transport());
    this.runtime = new ProviderRuntime(options, transport, beforeStart, hostNames);
  }

  ProviderRuntime runtime() {
    return runtime;
  }

  @Override
  public String name() {
    return "netty";
  }

  /**
   * The transport in use.
   *
   * @return never {@link Transport#AUTO}
   */
  public Transport transport() {
    return runtime.transport().transport();
  }

  @Override
  public WskRegistration register(WskClientNpi<?> clientNpi) {
    runtime.acquire();
    return new Registration(clientNpi, runtime);
  }
}

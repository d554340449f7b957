package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.tck.Eventually.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.Wsk;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.Irp;
import io.wsk.spi.WskProvider;
import io.wsk.tck.Bytes;
import io.wsk.tck.Peer;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The provider is found by name, on the class path and on the module path alike. */
class ServiceRegistrationTest {
  private static final String SERVICE = WskProvider.class.getName();
  private static final String PROVIDER = NettyWskProvider.class.getName();

  @Test
  void theModuleDescriptorNamesTheProvider() throws Exception {
    Path home =
        Path.of(NettyWskProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor descriptor =
        ModuleFinder.of(home).find("io.wsk.netty").orElseThrow().descriptor();
    assertThat(descriptor.provides())
        .singleElement()
        .satisfies(
            provided -> {
              assertThat(provided.service()).isEqualTo(SERVICE);
              assertThat(provided.providers()).containsExactly(PROVIDER);
            });
  }

  @Test
  void theServicesFileNamesTheSameProvider() {
    // The class path is in use here, so what is loaded comes from META-INF/services.
    assertThat(NettyWskProvider.class.getModule().isNamed()).isFalse();
    List<String> found =
        ServiceLoader.load(WskProvider.class).stream().map(p -> p.type().getName()).toList();
    assertThat(found).containsExactly(PROVIDER);
  }

  @Test
  void theProviderIsFoundAndStaysTheSame() {
    WskProvider found = WskProvider.find();
    assertThat(found).isInstanceOf(NettyWskProvider.class);
    assertThat(found.name()).isEqualTo("netty");
    assertThat(WskProvider.find()).isSameAs(found);
  }

  @Test
  void aClientNeedsNoWordOfTheProvider() throws Exception {
    try (WskRegistration registration = Wsk.register(WSK_VERSION_1_0);
        WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT)) {
      WskListenSocket listener =
          npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())
              .await(LIMIT);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await(LIMIT);
      try (Peer peer = Peer.connect(listener.getLocalAddress().await(LIMIT))) {
        assertThat(receivedFrom(peer, listener)).isEqualTo("found");
      } finally {
        listener.close().await(LIMIT);
      }
    }
  }

  private static String receivedFrom(Peer peer, WskListenSocket listener) throws Exception {
    WskConnectionSocket socket =
        listener.accept(null, WskClientConnectionDispatch.none()).await(LIMIT);
    ByteBuf memory = Unpooled.directBuffer(5, 5);
    try {
      peer.write("found");
      Irp<Void> irp = Irp.allocate();
      assertThat(socket.receive(WskBuf.ofWritable(memory), WSK_FLAG_WAITALL, irp).isSuccess())
          .isTrue();
      assertThat(irp.await(LIMIT)).isTrue();
      return Bytes.text(Bytes.first(memory, irp.information()));
    } finally {
      socket.close().await(LIMIT);
      memory.release();
    }
  }
}

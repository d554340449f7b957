package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_ACCESS_DENIED;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_HOST_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_INSUFFICIENT_RESOURCES;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_IO_TIMEOUT;
import static io.wsk.nt.NtStatus.STATUS_NETWORK_UNREACHABLE;
import static io.wsk.nt.NtStatus.STATUS_TOO_MANY_OPENED_FILES;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The words of the JDK and of Netty's native transports for the host's error numbers. */
class HostErrorsTest {
  private final LogCapture log = new LogCapture();

  @AfterEach
  void closeLog() {
    List<String> unexpected = log.take();
    log.close();
    assertThat(unexpected).as("logged without being asked for").isEmpty();
  }

  @Test
  void bind() {
    assertThat(HostErrors.ofBind(new BindException("Address already in use")))
        .isEqualTo(STATUS_ADDRESS_ALREADY_EXISTS);
    assertThat(HostErrors.ofBind(new IOException("bind(..) failed: Address already in use")))
        .isEqualTo(STATUS_ADDRESS_ALREADY_EXISTS);
    assertThat(HostErrors.ofBind(new BindException("Cannot assign requested address")))
        .isEqualTo(STATUS_INVALID_ADDRESS);
    assertThat(HostErrors.ofBind(new BindException("Can't assign requested address")))
        .isEqualTo(STATUS_INVALID_ADDRESS);
    assertThat(HostErrors.ofBind(new SocketException("Permission denied")))
        .isEqualTo(STATUS_ACCESS_DENIED);
  }

  @Test
  void connect() {
    assertThat(HostErrors.ofConnect(new ConnectException("Connection refused")))
        .isEqualTo(STATUS_CONNECTION_REFUSED);
    assertThat(
            HostErrors.ofConnect(new IOException("finishConnect(..) failed: Connection refused")))
        .isEqualTo(STATUS_CONNECTION_REFUSED);
    assertThat(HostErrors.ofConnect(new SocketException("Network is unreachable")))
        .isEqualTo(STATUS_NETWORK_UNREACHABLE);
    assertThat(HostErrors.ofConnect(new NoRouteToHostException("anything")))
        .isEqualTo(STATUS_HOST_UNREACHABLE);
    assertThat(HostErrors.ofConnect(new IOException("connect(..) failed: No route to host")))
        .isEqualTo(STATUS_HOST_UNREACHABLE);
    assertThat(HostErrors.ofConnect(new IOException("Host is unreachable")))
        .isEqualTo(STATUS_HOST_UNREACHABLE);
    assertThat(HostErrors.ofConnect(new ConnectException("Connection timed out")))
        .isEqualTo(STATUS_IO_TIMEOUT);
    assertThat(HostErrors.ofConnect(new ConnectTimeoutException("connection timed out: here")))
        .isEqualTo(STATUS_IO_TIMEOUT);
    assertThat(HostErrors.ofConnect(new BindException("Cannot assign requested address")))
        .isEqualTo(STATUS_INVALID_ADDRESS);
    assertThat(HostErrors.ofConnect(new BindException("Can't assign requested address")))
        .as("macOS says it so")
        .isEqualTo(STATUS_INVALID_ADDRESS);
  }

  @Test
  void whatHappensAnywhere() {
    assertThat(HostErrors.ofCreate(new SocketException("Too many open files")))
        .isEqualTo(STATUS_TOO_MANY_OPENED_FILES);
    assertThat(HostErrors.ofBind(new IOException("Too many open files")))
        .isEqualTo(STATUS_TOO_MANY_OPENED_FILES);
    assertThat(HostErrors.ofCreate(new SocketException("No buffer space available")))
        .isEqualTo(STATUS_INSUFFICIENT_RESOURCES);
    assertThat(HostErrors.ofConnect(new SocketException("Connection reset")))
        .isEqualTo(STATUS_CONNECTION_RESET);
    assertThat(HostErrors.ofConnect(new ClosedChannelException())).isEqualTo(STATUS_CANCELLED);
    assertThat(HostErrors.ofBind(new ClosedChannelException())).isEqualTo(STATUS_CANCELLED);
  }

  @Test
  void theCauseIsHeardThroughWhatWrapsIt() {
    IOException cause = new IOException("accept(..) failed: Too many open files");
    assertThat(HostErrors.ofCreate(new ChannelException("Failed to open a socket.", cause)))
        .isEqualTo(STATUS_TOO_MANY_OPENED_FILES);
    assertThat(HostErrors.isOutOfDescriptors(new ChannelException(cause))).isTrue();
    assertThat(HostErrors.isOutOfDescriptors(new ChannelException("other"))).isFalse();
  }

  @Test
  void resets() {
    assertThat(HostErrors.isReset(new SocketException("Connection reset"))).isTrue();
    assertThat(HostErrors.isReset(new IOException("Connection reset by peer"))).isTrue();
    assertThat(
            HostErrors.isReset(new IOException("recvAddress(..) failed: Connection reset by peer")))
        .isTrue();
    assertThat(HostErrors.isReset(new IOException("Broken pipe"))).isTrue();
    assertThat(HostErrors.isReset(new IOException("Software caused connection abort")))
        .as("Windows and macOS say it so")
        .isTrue();
    assertThat(HostErrors.isReset(new IOException("Invalid argument"))).isFalse();
    assertThat(HostErrors.isReset(new IOException())).isFalse();
  }

  @Test
  void whatHasNoStatusOfItsOwnIsLogged() {
    assertThat(HostErrors.ofCreate(new IOException("the dog ate it")))
        .isEqualTo(STATUS_UNSUCCESSFUL);
    assertThat(log.take()).singleElement().asString().contains("socket creation", "the dog ate it");
  }
}

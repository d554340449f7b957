package io.wsk.api;

import io.wsk.spi.WskProvider;
import java.util.Objects;

/**
 * Where a client begins: registration, and the constants of wsk.h with the values of Windows.
 *
 * <pre>{@code
 * try (WskRegistration registration = Wsk.register(WSK_VERSION_1_0);
 *     WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT)) {
 *   ...
 * }
 * }</pre>
 */
public final class Wsk {
  /** Socket category: only control and close. C: {@code WSK_FLAG_BASIC_SOCKET}. */
  public static final int WSK_FLAG_BASIC_SOCKET = 0x0;

  /** Socket category: listening. */
  public static final int WSK_FLAG_LISTEN_SOCKET = 0x1;

  /** Socket category: connection-oriented. */
  public static final int WSK_FLAG_CONNECTION_SOCKET = 0x2;

  /** Socket category: datagram. */
  public static final int WSK_FLAG_DATAGRAM_SOCKET = 0x4;

  /** Socket category: stream, which becomes a listener or a connection later. */
  public static final int WSK_FLAG_STREAM_SOCKET = 0x8;

  /** Event: the ideal send backlog of a connection has changed. */
  public static final int WSK_EVENT_SEND_BACKLOG = 0x10;

  /** Event: data has arrived on a connection. */
  public static final int WSK_EVENT_RECEIVE = 0x40;

  /** Event: the peer has disconnected. */
  public static final int WSK_EVENT_DISCONNECT = 0x80;

  /** Event: datagrams have arrived. */
  public static final int WSK_EVENT_RECEIVE_FROM = 0x100;

  /** Event: a connection has come in on a listening socket. */
  public static final int WSK_EVENT_ACCEPT = 0x200;

  /** Added to exactly one event: disable it. Without it events are enabled. */
  public static final int WSK_EVENT_DISABLE = 0x80000000;

  /** Callback and disconnect flag: the disconnect is abortive. C: {@code WSK_FLAG_ABORTIVE}. */
  public static final int WSK_FLAG_ABORTIVE = 0x1;

  /** Callback flag: release retained indications as soon as possible. */
  public static final int WSK_FLAG_RELEASE_ASAP = 0x2;

  /** Callback flag: the indications end a message. */
  public static final int WSK_FLAG_ENTIRE_MESSAGE = 0x4;

  /** Callback flag: the callback runs on an event loop, where blocking is forbidden. */
  public static final int WSK_FLAG_AT_DISPATCH_LEVEL = 0x8;

  /** Send flag: out-of-band data; not supported. */
  public static final int WSK_FLAG_OOB = 0x1;

  /** Send flag: push this and all earlier queued data out at once. */
  public static final int WSK_FLAG_NODELAY = 0x2;

  /** Receive flag: complete only when the buffer is full. */
  public static final int WSK_FLAG_WAITALL = 0x2;

  /** Receive flag: discard what arrives until the peer disconnects. */
  public static final int WSK_FLAG_DRAIN = 0x4;

  /** Capture: do not wait. */
  public static final int WSK_NO_WAIT = 0;

  /** Capture: wait for as long as it takes. */
  public static final int WSK_INFINITE_WAIT = 0xFFFFFFFF;

  /** Version 1.0. */
  public static final int WSK_VERSION_1_0 = 0x0100;

  /** Version 1.1. */
  public static final int WSK_VERSION_1_1 = 0x0101;

  private Wsk() {}

  /**
   * Packs a version. C: {@code MAKE_WSK_VERSION}.
   *
   * @param major 0 to 255
   * @param minor 0 to 255
   * @return {@code major << 8 | minor}
   * @throws IllegalArgumentException if a part is out of range
   */
  public static int makeWskVersion(int major, int minor) {
    if (major < 0 || major > 255 || minor < 0 || minor > 255) {
      throw new IllegalArgumentException(
          "a WSK version has parts of 0 to 255 but was asked for as " + major + "." + minor);
    }
    return major << 8 | minor;
  }

  /**
   * The major part of a version. C: {@code WSK_MAJOR_VERSION}.
   *
   * @param version a packed version
   * @return 0 to 255
   */
  public static int wskMajorVersion(int version) {
    return version >>> 8 & 0xFF;
  }

  /**
   * The minor part of a version. C: {@code WSK_MINOR_VERSION}.
   *
   * @param version a packed version
   * @return 0 to 255
   */
  public static int wskMinorVersion(int version) {
    return version & 0xFF;
  }

  /**
   * Registers a client that has no context and wants no client events.
   *
   * @param version the version the client is written for
   * @return the registration, to be taken back by {@link WskRegistration#close()}
   * @throws IllegalStateException if no provider can be chosen; the message says what was found
   */
  public static WskRegistration register(int version) {
    return register(WskClientNpi.of(version));
  }

  /**
   * Registers a client with the provider that {@link WskProvider#find()} chooses. A client may
   * register many times.
   *
   * <p>C: {@code WskRegister}.
   *
   * @param clientNpi who registers
   * @param <A> the type of the client's context
   * @return the registration, to be taken back by {@link WskRegistration#close()}
   * @throws IllegalStateException if no provider can be chosen; the message says what was found
   */
  public static <A> WskRegistration register(WskClientNpi<A> clientNpi) {
    return register(clientNpi, WskProvider.find());
  }

  /**
   * Registers a client with a provider of its own choice, made with options of that provider.
   *
   * @param clientNpi who registers
   * @param provider whom to register with
   * @param <A> the type of the client's context
   * @return the registration, to be taken back by {@link WskRegistration#close()}
   */
  public static <A> WskRegistration register(WskClientNpi<A> clientNpi, WskProvider provider) {
    Objects.requireNonNull(clientNpi, "clientNpi");
    Objects.requireNonNull(provider, "provider");
    return provider.register(clientNpi);
  }
}

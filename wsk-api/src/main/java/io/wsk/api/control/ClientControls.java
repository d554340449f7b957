package io.wsk.api.control;

/**
 * The client controls of WSK. Statuses common to all are in the {@linkplain io.wsk.api.control
 * package description}.
 *
 * <p>C: the control codes of {@code PFN_WSK_CONTROL_CLIENT} in wsk.h.
 */
public final class ClientControls {
  /**
   * The one known bit of {@link #WSK_TDI_BEHAVIOR}: network I/O is not to be diverted to TDI.
   *
   * <p>C: {@code WSK_TDI_BEHAVIOR_BYPASS_TDI}.
   */
  public static final int WSK_TDI_BEHAVIOR_BYPASS_TDI = 0x00000001;

  /**
   * Asks which transports there are. No IRP. The output's capacity counts transports; too small, 0
   * included: {@code STATUS_BUFFER_OVERFLOW}.
   *
   * <p>C: {@code WSK_TRANSPORT_LIST_QUERY}, 2.
   */
  public static final ClientControl<Void, WskTransportList> WSK_TRANSPORT_LIST_QUERY =
      ClientControl.of("WSK_TRANSPORT_LIST_QUERY", 2, Void.class, WskTransportList.class);

  /**
   * Stays pending until the transports change, then tells nothing more: the client asks with {@link
   * #WSK_TRANSPORT_LIST_QUERY}. Deregistering, or cancelling the IRP, ends it with {@code
   * STATUS_CANCELLED}. IRP required.
   *
   * <p>C: {@code WSK_TRANSPORT_LIST_CHANGE}, 3.
   */
  public static final ClientControl<Void, Void> WSK_TRANSPORT_LIST_CHANGE =
      ClientControl.of("WSK_TRANSPORT_LIST_CHANGE", 3, Void.class, Void.class)
          .withIrpUse(IrpUse.REQUIRED);

  /**
   * Makes a cached copy of a security descriptor, for creating sockets with it. The client owns the
   * copy until it {@linkplain #WSK_RELEASE_SD releases} it. No IRP. The output's size is that of a
   * pointer, 8 bytes; too small: {@code STATUS_BUFFER_OVERFLOW}, and nothing is cached.
   *
   * <p>C: {@code WSK_CACHE_SD}, 4.
   */
  public static final ClientControl<SecurityDescriptor, CachedSecurityDescriptor> WSK_CACHE_SD =
      ClientControl.of("WSK_CACHE_SD", 4, SecurityDescriptor.class, CachedSecurityDescriptor.class);

  /**
   * Gives a cached security descriptor back. No IRP. One that was given back before, or is another
   * provider's: {@code STATUS_INVALID_PARAMETER}.
   *
   * <p>C: {@code WSK_RELEASE_SD}, 5.
   */
  public static final ClientControl<CachedSecurityDescriptor, Void> WSK_RELEASE_SD =
      ClientControl.of("WSK_RELEASE_SD", 5, CachedSecurityDescriptor.class, Void.class);

  /**
   * Maps kinds of sockets to TDI devices, which do not exist here: {@code STATUS_NOT_SUPPORTED}. No
   * IRP.
   *
   * <p>C: {@code WSK_TDI_DEVICENAME_MAPPING}, 6.
   */
  public static final ClientControl<WskTdiMapInfo, Void> WSK_TDI_DEVICENAME_MAPPING =
      ClientControl.of("WSK_TDI_DEVICENAME_MAPPING", 6, WskTdiMapInfo.class, Void.class);

  /**
   * Enables events on every socket that the client will have, for good: no socket can disable them.
   * The mask may mix events of several categories; a socket gets those that fit its own. Static
   * callbacks are the fast ones. No IRP.
   *
   * <p>After the first socket: {@code STATUS_INVALID_DEVICE_STATE}. {@code WSK_EVENT_DISABLE}, no
   * bit or an unknown bit in the mask: {@code STATUS_INVALID_PARAMETER}. A second call before the
   * first socket replaces the first.
   *
   * <p>C: {@code WSK_SET_STATIC_EVENT_CALLBACKS}, 7.
   */
  public static final ClientControl<WskEventCallbackControl, Void> WSK_SET_STATIC_EVENT_CALLBACKS =
      ClientControl.of(
          "WSK_SET_STATIC_EVENT_CALLBACKS", 7, WskEventCallbackControl.class, Void.class);

  /**
   * Says how TDI is to be used. {@link #WSK_TDI_BEHAVIOR_BYPASS_TDI} succeeds without an effect,
   * since nothing is ever diverted; any other mask: {@code STATUS_NOT_SUPPORTED}. No IRP.
   *
   * <p>C: {@code WSK_TDI_BEHAVIOR}, 8.
   */
  public static final ClientControl<Integer, Void> WSK_TDI_BEHAVIOR =
      ClientControl.of("WSK_TDI_BEHAVIOR", 8, Integer.class, Void.class);

  private ClientControls() {}
}

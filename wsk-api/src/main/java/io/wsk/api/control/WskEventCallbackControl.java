package io.wsk.api.control;

/**
 * Which event callbacks to enable, or which one to disable. Goes into {@link
 * SocketOptions#SO_WSK_EVENT_CALLBACK} for one socket and into {@link
 * ClientControls#WSK_SET_STATIC_EVENT_CALLBACKS} for all.
 *
 * <p>The record checks nothing: what a mask may hold depends on the socket's category, and a
 * provider answers a bad one with {@code STATUS_INVALID_PARAMETER} without changing a bit.
 *
 * <p>C: {@code WSK_EVENT_CALLBACK_CONTROL}.
 *
 * @param npiId the interface that the events belong to; {@link NpiId#NPI_WSK_INTERFACE_ID} for the
 *     standard ones, any other is answered with {@code STATUS_NOT_SUPPORTED}
 * @param eventMask {@code WSK_EVENT_*} bits: any to enable, exactly one together with {@code
 *     WSK_EVENT_DISABLE} to disable
 */
public record WskEventCallbackControl(NpiId npiId, int eventMask) {
  /**
   * A control of standard events.
   *
   * @param eventMask {@code WSK_EVENT_*} bits, as the component has them
   * @return the control
   */
  public static WskEventCallbackControl of(int eventMask) {
    return new WskEventCallbackControl(NpiId.NPI_WSK_INTERFACE_ID, eventMask);
  }

  /**
   * The control with its mask in hexadecimal, as wsk.h writes it.
   *
   * @return for example {@code WskEventCallbackControl[0x240]}
   */
  @Override
  public String toString() {
    String npi = npiId.equals(NpiId.NPI_WSK_INTERFACE_ID) ? "" : npiId.value() + ", ";
    return "WskEventCallbackControl[" + npi + "0x" + Integer.toHexString(eventMask) + "]";
  }
}

package io.wsk.netty;

/**
 * Which rule of the contract it is that a client has broken, where the kind of fault leaves it
 * open.
 */
final class Rules {
  private Rules() {}

  /** What a callback may answer. */
  static String ofCallback(String event) {
    String type = event.indexOf(' ') < 0 ? event : event.substring(0, event.indexOf(' '));
    return switch (type) {
      case "WskReceiveEvent" -> "REV-12";
      case "WskReceiveFromEvent" -> "DGR-06";
      case "WskDisconnectEvent" -> "DIS-06";
      case "WskAcceptEvent" -> "LIS-04";
      case "WskInspectEvent" -> "INS-14";
      case "WskAbortEvent" -> "INS-07";
      case "WskSendBacklogEvent" -> "BKL-02";
      default -> "THR-04";
    };
  }

  /** Where a function must not be waited in. */
  static String ofWait(String call) {
    return call.startsWith("WskDeregister") || call.startsWith("WskCapture") ? "REG-08" : "IRP-09";
  }
}

package io.wsk.netty;

import io.netty.channel.uring.IoUring;
import org.jspecify.annotations.Nullable;

/**
 * How Netty's io_uring must be set up for this provider, which switches reading on and off all the
 * time. Netty reads two system properties when its classes are loaded; what the user has said about
 * them stays said.
 *
 * <ul>
 *   <li>Multishot polls tell of an event once. After the data has been read they say nothing of an
 *       end of the stream or a reset that was there already: a connection whose reading was off
 *       meanwhile would never hear of it.
 *   <li>A multishot accept takes all connections there are though one was asked for (LIS-09), and
 *       one that fails is begun again at once and for ever (LIS-10).
 * </ul>
 */
final class IoUringSettings {
  private static final String ACCEPT = "io.netty.iouring.acceptMultiShotEnabled";
  private static final String POLL = "io.netty.iouring.pollAddMultishotEnabled";

  private IoUringSettings() {}

  /** Why io_uring cannot be used, or null. The first call sets it up. */
  static @Nullable Throwable unavailability() {
    switchOff(ACCEPT);
    switchOff(POLL);
    Throwable reason = IoUring.unavailabilityCause();
    return reason != null
        ? reason
        : refusal(IoUring.isAcceptMultishotEnabled(), IoUring.isPollAddMultishotEnabled());
  }

  private static void switchOff(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "false");
    }
  }

  /** Why a setup is of no use; null if it is. */
  static @Nullable Throwable refusal(boolean acceptMultishot, boolean pollMultishot) {
    if (!acceptMultishot && !pollMultishot) {
      return null;
    }
    return new IllegalStateException(
        "Netty's io_uring has been set up with "
            + (acceptMultishot ? "multishot accepts" : "multishot polls")
            + ", which lose events when reading is switched; start Java with -D"
            + ACCEPT
            + "=false -D"
            + POLL
            + "=false");
  }
}

/** UDP echo over loopback: one datagram at a time, and many in one call. */
@NullMarked
package io.wsk.bench.udp;

import org.jspecify.annotations.NullMarked;

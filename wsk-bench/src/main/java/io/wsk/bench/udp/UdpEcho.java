package io.wsk.bench.udp;

import io.wsk.api.WskDatagramIndication;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** What a WSK client does with datagrams. */
interface UdpEcho {
  /** The receive-from callback, see {@link io.wsk.api.WskReceiveFromEvent}. */
  NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication datagrams);
}

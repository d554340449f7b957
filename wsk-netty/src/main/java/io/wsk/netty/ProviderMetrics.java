package io.wsk.netty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The provider's counters, resolved once; none of them is touched by an event that goes well. With
 * them goes the verifier: whoever counts what a client does wrong tells it, too.
 */
final class ProviderMetrics {
  final Counter accepted;
  final Counter acceptFailures;
  final Counter callbackExceptions;
  final Counter callbackBadStatus;
  final Counter completionExceptions;
  final Counter clientErrors;
  final Counter faults;
  final Counter postedBytes;
  final Counter droppedDatagrams;
  final Counter inspectLimited;
  private final Verifier verifier;

  ProviderMetrics(NettyOptions options) {
    MeterRegistry registry = options.meterRegistry();
    accepted = counter(registry, "wsk.accepted", "connections taken from the host");
    acceptFailures = counter(registry, "wsk.accept.failures", "accepts that the host refused");
    callbackExceptions =
        counter(registry, "wsk.callback.exceptions", "exceptions thrown by callbacks");
    callbackBadStatus =
        counter(registry, "wsk.callback.bad.status", "callback answers that WSK does not know");
    completionExceptions =
        counter(registry, "wsk.completion.exceptions", "exceptions thrown by completion routines");
    clientErrors = counter(registry, "wsk.client.errors", "calls that break the contract");
    faults = counter(registry, "wsk.faults", "steps of the provider that threw");
    inspectLimited =
        counter(registry, "wsk.inspect.limited", "pended inspections that a limit has ended");
    postedBytes =
        counter(registry, "wsk.receive.posted", "bytes read straight into a client's buffer");
    droppedDatagrams =
        counter(registry, "wsk.datagrams.dropped", "datagrams that a static callback declined");
    verifier =
        Verifier.of(
            options, counter(registry, "wsk.violations", "violations that the verifier has seen"));
  }

  Verifier verifier() {
    return verifier;
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}

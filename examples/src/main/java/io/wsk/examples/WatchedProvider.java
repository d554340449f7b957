package io.wsk.examples;

import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.NettyWskProvider;
import java.time.Duration;
import java.util.function.Consumer;

/** A provider that says when its client breaks the contract; shown in docs/verifier.md. */
final class WatchedProvider {
  private WatchedProvider() {}

  /**
   * Makes one.
   *
   * @param alarm is told what the verifier finds; called on any thread
   */
  static NettyWskProvider tellingOf(Consumer<VerifierReport> alarm) {
    NettyOptions options =
        NettyOptions.builder()
            .verifier(VerifierMode.STANDARD)
            .callbackTimeLimit(Duration.ofMillis(20)) // 100 ms without this
            .verifierListener(alarm) // the log, at level WARN, without this
            .build();
    return new NettyWskProvider(options);
  }
}

package io.wsk.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wsk.api.WskDataIndication;
import io.wsk.api.verifier.CallSite;
import io.wsk.api.verifier.VerifierException;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.api.verifier.Violation;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** What the chapters about the verifier share: a provider that has one, and its reports. */
public abstract class VerifierContract extends ContractTest {
  /** So long that no callback takes it. */
  protected static final Duration NEVER = Duration.ofHours(1);

  private VerifierMode mode;

  /** Keeps what it gets. */
  static final class Keeper {
    final BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    final TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  kept.add(data);
                  return NtStatus.STATUS_PENDING;
                });

    WskDataIndication next() throws InterruptedException {
      return Eventually.taken("indication", kept);
    }
  }

  /** Has the test's registration made with a provider whose verifier is in this mode. */
  protected final void verified(VerifierMode newMode) {
    verified(newMode, NEVER);
  }

  /** The same, with a limit for callbacks. */
  protected final void verified(VerifierMode newMode, Duration callbackTimeLimit) {
    mode = newMode;
    useProvider(harness().verified(newMode, callbackTimeLimit));
  }

  /**
   * Makes a call that breaks a rule. In standard mode it answers as ever and is reported; in strict
   * mode it throws the report that the listener got.
   */
  protected final VerifierReport breach(Supplier<NtStatus> call, NtStatus answer) {
    if (mode == VerifierMode.STRICT) {
      VerifierException thrown = catchThrowableOfType(VerifierException.class, call::get);
      assertThat(thrown).as("a strict verifier's exception").isNotNull();
      VerifierReport report = report();
      assertThat(thrown.report()).isEqualTo(report);
      assertThat(thrown).hasMessageContaining(report.rule());
      return report;
    }
    assertThat(call.get()).isEqualTo(answer);
    return report();
  }

  /** Waits for one report. */
  protected final VerifierReport awaitReport() {
    List<VerifierReport> reports = new ArrayList<>();
    Eventually.until(
        "a report of the verifier",
        () -> {
          reports.addAll(harness().takeReports());
          return !reports.isEmpty();
        });
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  /** The one report there is by now. */
  protected final VerifierReport report() {
    List<VerifierReport> reports = harness().takeReports();
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  /** A report tells which rule of which connection was broken. */
  protected static void assertTells(
      VerifierReport report, Violation violation, String rule, Pair pair) {
    assertThat(report.violation()).isEqualTo(violation);
    assertThat(report.rule()).isEqualTo(rule);
    assertThat(report.subject()).startsWith("Connection#");
    assertThat(report.localAddress()).isEqualTo(pair.peer().socket().getRemoteSocketAddress());
    assertThat(report.remoteAddress()).isEqualTo(pair.peer().socket().getLocalSocketAddress());
  }

  /** A report tells which rule of which listener was broken. */
  protected static void assertTells(
      VerifierReport report, Violation violation, String rule, InetSocketAddress listener) {
    assertThat(report.violation()).isEqualTo(violation);
    assertThat(report.rule()).isEqualTo(rule);
    assertThat(report.subject()).startsWith("Listener#");
    assertThat(report.localAddress()).isEqualTo(listener);
    assertThat(report.remoteAddress()).isNull();
  }

  /** Each site is of this kind, and a method of the client's is on its stack; in this order. */
  protected static void assertSites(VerifierReport report, String... kindsAndMethods) {
    assertThat(report.sites()).as("%s", report).hasSize(kindsAndMethods.length / 2);
    for (int i = 0; i < report.sites().size(); i++) {
      CallSite site = report.sites().get(i);
      String method = kindsAndMethods[2 * i + 1];
      assertThat(site.what()).startsWith(kindsAndMethods[2 * i]);
      assertThat(site.frames())
          .as("%s", site)
          .anyMatch(frame -> frame.getMethodName().contains(method))
          .noneMatch(frame -> frame.getClassName().startsWith("io.wsk.netty."));
    }
  }
}

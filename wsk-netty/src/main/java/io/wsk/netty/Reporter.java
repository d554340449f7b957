package io.wsk.netty;

import io.micrometer.core.instrument.Counter;
import io.wsk.api.verifier.VerifierException;
import io.wsk.api.verifier.VerifierReport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the verifier has found: counts it, tells the listener, and throws if it is strict. */
final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final boolean strict;
  private final Consumer<? super VerifierReport> listener;
  private final Counter violations;

  Reporter(boolean strict, Consumer<? super VerifierReport> listener, Counter violations) {
    this.strict = strict;
    this.listener = listener;
    this.violations = violations;
  }

  /** What a listener does that nobody has set. */
  static void log(VerifierReport report) {
    LOG.warn("{}", report);
  }

  /** Reports what has no caller. */
  void tell(VerifierReport report) {
    violations.increment();
    try {
      listener.accept(report);
    } catch (RuntimeException cause) {
      LOG.error("verifier listener threw; contained. The report was: {}", report, cause);
    }
  }

  /**
   * Reports what the calling client has done.
   *
   * @throws VerifierException if the verifier is strict
   */
  void refuse(VerifierReport report) {
    tell(report);
    if (strict) {
      throw new VerifierException(report);
    }
  }
}

package io.wsk.bench.dispatch;

import io.wsk.api.verifier.VerifierMode;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;
import io.wsk.bench.wsk.Callbacks;
import java.util.List;

/** Who receives. */
public enum ReceiveSubject implements Subject {
  /** A Netty handler that does the same work. */
  RAW(Sample.RAW, Callbacks.STATIC, VerifierMode.OFF, 0),
  /** A receive callback that is enabled statically. */
  STATIC("static", Callbacks.STATIC, VerifierMode.OFF, 0),
  /** A receive callback that is enabled dynamically. */
  DYNAMIC("dynamic", Callbacks.DYNAMIC, VerifierMode.OFF, 0),
  /** As {@link #DYNAMIC}; another thread disables and enables it once in a second. */
  TOGGLED_ONCE("dynamic, toggled 1/s", Callbacks.DYNAMIC, VerifierMode.OFF, 1),
  /** As {@link #DYNAMIC}; another thread disables and enables it a thousand times in a second. */
  TOGGLED_OFTEN("dynamic, toggled 1000/s", Callbacks.DYNAMIC, VerifierMode.OFF, 1000),
  /** As {@link #DYNAMIC}; another thread disables and enables it as fast as it can. */
  TOGGLED_ALWAYS(
      "dynamic, toggled at full speed", Callbacks.DYNAMIC, VerifierMode.OFF, Toggler.FULL_SPEED),
  /** As {@link #STATIC}, with the verifier on. */
  STATIC_STANDARD("static, verifier standard", Callbacks.STATIC, VerifierMode.STANDARD, 0),
  /** As {@link #STATIC}, with the verifier strict. */
  STATIC_STRICT("static, verifier strict", Callbacks.STATIC, VerifierMode.STRICT, 0);

  /**
   * Those that every process opens and warms. None of them is verified: that a verifier is on
   * nowhere is what the compiler may build upon.
   */
  static final List<ReceiveSubject> COMPARED = List.of(RAW, STATIC, DYNAMIC);

  private final String label;
  private final Callbacks callbacks;
  private final VerifierMode verifier;
  private final int togglesPerSecond;

  ReceiveSubject(String label, Callbacks callbacks, VerifierMode verifier, int togglesPerSecond) {
    this.label = label;
    this.callbacks = callbacks;
    this.verifier = verifier;
    this.togglesPerSecond = togglesPerSecond;
  }

  @Override
  public String label() {
    return label;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  VerifierMode verifier() {
    return verifier;
  }

  boolean isToggled() {
    return togglesPerSecond > 0;
  }

  /** How often another thread disables and enables the callback; at most 0 for never. */
  int togglesPerSecond() {
    return togglesPerSecond;
  }
}

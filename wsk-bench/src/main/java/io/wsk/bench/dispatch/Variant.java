package io.wsk.bench.dispatch;

import io.wsk.api.verifier.VerifierMode;
import io.wsk.bench.wsk.Callbacks;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who receives. */
public enum Variant {
  /**
   * A Netty handler that counts bytes and releases the buffer: what all others are held against.
   */
  RAW("raw", null, false, VerifierMode.OFF),
  /** A receive callback that is enabled statically. */
  STATIC("static", Callbacks.STATIC, false, VerifierMode.OFF),
  /** A receive callback that is enabled dynamically. */
  DYNAMIC("dynamic", Callbacks.DYNAMIC, false, VerifierMode.OFF),
  /** A static callback that keeps each indication until the next has come. */
  RETAIN("retain", Callbacks.STATIC, true, VerifierMode.OFF),
  /** As {@link #STATIC}, with the verifier on. */
  STATIC_STANDARD("static, standard", Callbacks.STATIC, false, VerifierMode.STANDARD),
  /** As {@link #STATIC}, with the verifier strict. */
  STATIC_STRICT("static, strict", Callbacks.STATIC, false, VerifierMode.STRICT),
  /** As {@link #RETAIN}, with the verifier on. */
  RETAIN_STANDARD("retain, standard", Callbacks.STATIC, true, VerifierMode.STANDARD),
  /** As {@link #RETAIN}, with the verifier strict. */
  RETAIN_STRICT("retain, strict", Callbacks.STATIC, true, VerifierMode.STRICT);

  private final String label;
  private final @Nullable Callbacks callbacks;
  private final boolean keeps;
  private final VerifierMode verifier;

  Variant(String label, @Nullable Callbacks callbacks, boolean keeps, VerifierMode verifier) {
    this.label = label;
    this.callbacks = callbacks;
    this.keeps = keeps;
    this.verifier = verifier;
  }

  /** For people. */
  String label() {
    return label;
  }

  /**
   * Whether the verifier is on. A process that measures something else opens none of these: that a
   * verifier is on nowhere is what the compiler may build upon.
   */
  boolean isVerified() {
    return verifier != VerifierMode.OFF;
  }

  /** The same receiver without what makes this variant special. */
  Variant base() {
    return switch (this) {
      case RAW, STATIC, DYNAMIC -> RAW;
      case RETAIN, STATIC_STANDARD, STATIC_STRICT -> STATIC;
      case RETAIN_STANDARD, RETAIN_STRICT -> RETAIN;
    };
  }

  Receiver open() throws IOException, InterruptedException {
    return callbacks == null ? RawReceiver.open() : WskReceiver.open(callbacks, keeps, verifier);
  }
}

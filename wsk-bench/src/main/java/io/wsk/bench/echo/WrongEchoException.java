package io.wsk.bench.echo;

/** A server has not sent back what it was sent. */
final class WrongEchoException extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  WrongEchoException(String what) {
    super(what);
    this.what = what;
  }

  /** What was wrong. */
  String what() {
    return what;
  }
}

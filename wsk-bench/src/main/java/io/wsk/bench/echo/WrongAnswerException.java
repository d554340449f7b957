package io.wsk.bench.echo;

/** A server has not answered as it must. */
final class WrongAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  WrongAnswerException(String what) {
    super(what);
    this.what = what;
  }

  /** What was wrong. */
  String what() {
    return what;
  }
}

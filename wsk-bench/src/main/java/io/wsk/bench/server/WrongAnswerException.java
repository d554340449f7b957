package io.wsk.bench.server;

/** A server has answered wrongly, or not at all: the round gives no figures. */
public final class WrongAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  /**
   * The news.
   *
   * @param what was wrong, for people
   */
  public WrongAnswerException(String what) {
    super(what);
    this.what = what;
  }

  /**
   * What was wrong.
   *
   * @return a few words
   */
  public String what() {
    return what;
  }
}

package io.wsk.bench.report;

/** Is told what is being measured, and shows it. */
interface Progress extends AutoCloseable {
  /**
   * A step begins.
   *
   * @param label what is measured
   */
  void begins(String label);

  /** The step has ended, in one way or another. */
  void ended();

  /**
   * Something to be shown, and to stay.
   *
   * @param line a line of text
   */
  void say(String line);

  /** Nothing more is shown. */
  @Override
  void close();
}

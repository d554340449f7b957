package io.wsk.bench.jmh;

/** What a benchmark measures: a constant of the enum that is its {@code subject} parameter. */
public interface Subject {
  /** The name of the parameter, in every benchmark. */
  String PARAMETER = "subject";

  /**
   * The value of the parameter.
   *
   * @return the constant's name
   */
  String name();

  /**
   * The subject as samples name it; that of Netty itself is {@link
   * io.wsk.bench.figures.Sample#RAW}.
   *
   * @return a few words
   */
  String label();
}

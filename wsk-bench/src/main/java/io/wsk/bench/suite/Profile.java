package io.wsk.bench.suite;

/** How much to measure, and for how long. */
public enum Profile {
  /** Some of everything, in five minutes all in all: good for a look, not for a claim. */
  QUICK,
  /** Everything. */
  FULL,
  /** Only what a budget is stated for, with as many rounds as a verdict needs. */
  BUDGETS
}

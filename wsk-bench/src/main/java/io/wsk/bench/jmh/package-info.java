/**
 * How JMH's benchmarks become suites: which parameters are measured for which subjects, each in a
 * process of its own, and how what JMH says becomes samples.
 */
@NullMarked
package io.wsk.bench.jmh;

import org.jspecify.annotations.NullMarked;

/** Benchmarks and load tools. */
@NullMarked
package io.wsk.bench;

import org.jspecify.annotations.NullMarked;

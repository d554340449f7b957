/** What is measured, in steps, and how much of it. */
@NullMarked
package io.wsk.bench.suite;

import org.jspecify.annotations.NullMarked;

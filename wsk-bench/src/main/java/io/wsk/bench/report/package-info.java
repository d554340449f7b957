/**
 * Runs all suites, keeps what they measure in a file, and makes a page of it. Figures come in on
 * the thread that measures, and are read by that of a Ctrl-C too; all else is for one thread.
 */
@NullMarked
package io.wsk.bench.report;

import org.jspecify.annotations.NullMarked;

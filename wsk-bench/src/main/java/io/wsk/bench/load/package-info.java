/**
 * Servers under load, in turns: what the suites have in common that measure servers in processes of
 * their own. A suite says who its subjects are, under which circumstances they are measured, and
 * what a load on one of them is; the order, the rounds and the processes are here.
 *
 * <p>All of it is used by one thread at a time.
 */
@NullMarked
package io.wsk.bench.load;

import org.jspecify.annotations.NullMarked;

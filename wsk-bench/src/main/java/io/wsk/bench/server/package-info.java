/**
 * Servers to be measured, each in a process of its own, and what such a process uses. A process
 * begins each line that is meant for its parent with {@link ServerProcess#ANSWER}: the first is its
 * port, each further one answers a line on its input. It ends when its input ends, so that it does
 * not outlive its parent.
 *
 * <p>What talks to a process is used by one thread at a time.
 */
@NullMarked
package io.wsk.bench.server;

import org.jspecify.annotations.NullMarked;

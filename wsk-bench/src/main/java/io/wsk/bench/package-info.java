/**
 * Benchmarks and load tools, in one runnable jar: {@code java -jar wsk-bench.jar COMMAND}.
 *
 * <ul>
 *   <li>{@code jmh}, {@code dispatch}: what the way of everything that arrives to its callback
 *       costs, and the way of a request back (JMH).
 *   <li>{@code echo}: TCP echo over loopback against raw Netty.
 *   <li>{@code udp}: UDP echo over loopback.
 *   <li>{@code accept}: connections accepted and closed.
 *   <li>{@code memory}: what an idle connection keeps in memory.
 *   <li>{@code load}: what the suites have in common that put servers under load.
 *   <li>{@code figures}: medians, spreads, budgets, tables and JSON, for all of them.
 *   <li>{@code wsk}: the WSK side of whatever is measured.
 * </ul>
 *
 * <p>Absolute times say more about the machine than about the code. What counts are differences and
 * ratios of figures that were taken in turns, pair by pair, in one run; each is printed with its
 * spread. No command fails because something is slow; each fails if something answered wrongly.
 */
@NullMarked
package io.wsk.bench;

import org.jspecify.annotations.NullMarked;

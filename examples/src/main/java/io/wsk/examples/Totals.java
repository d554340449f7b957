package io.wsk.examples;

/**
 * What a server has done since its start.
 *
 * @param what what {@code open} and {@code served} are numbers of
 * @param open how many are open now
 * @param served how many there have ever been
 * @param messages receives with data: indications of the callback style, completed requests of the
 *     IRP style
 * @param bytes bytes received
 */
public record Totals(Served what, int open, long served, long messages, long bytes) {}

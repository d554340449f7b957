package io.wsk.examples;

/**
 * What a server has done since its start.
 *
 * @param open connections that are open now
 * @param served connections that were ever accepted
 * @param messages receives with data: indications of the callback style, completed requests of the
 *     IRP style
 * @param bytes bytes received
 */
public record Totals(int open, long served, long messages, long bytes) {}

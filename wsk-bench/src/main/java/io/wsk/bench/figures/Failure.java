package io.wsk.bench.figures;

/**
 * A round that gave no figure, since something answered wrongly or not at all.
 *
 * @param suite what measured it
 * @param cell under which circumstances
 * @param subject what was measured
 * @param round the number of the round, from 0
 * @param what went wrong, for people
 */
public record Failure(String suite, String cell, String subject, int round, String what) {}

package io.wsk.bench.jmh;

import java.util.List;

/**
 * What is measured, and how often.
 *
 * @param cells each is measured once in each round
 * @param rounds how many rounds
 * @param timing how long each process measures
 */
public record Plan(List<Cell> cells, int rounds, Timing timing) {}

package io.wsk.bench.report;

import java.util.Map;

/**
 * Where and when figures were taken: without it they say nothing.
 *
 * @param started when, in UTC
 * @param ended when, in UTC
 * @param loadAtStart the machine's load average of the last minute; negative if it is not known
 * @param loadAtEnd the same, at the end
 * @param machine names and values of what is known of the machine and the virtual machine
 * @param versions what was measured, and in which version
 */
public record Environment(
    String started,
    String ended,
    double loadAtStart,
    double loadAtEnd,
    Map<String, String> machine,
    Map<String, String> versions) {}

package io.wsk.bench.load;

import io.wsk.bench.server.Usage;

/**
 * A running server, wherever it runs.
 *
 * @param port where it listens, on loopback
 * @param meter reads what it has used
 */
public record Target(int port, Usage.Meter meter) {}

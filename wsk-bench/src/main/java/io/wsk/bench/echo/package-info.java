/**
 * Loads for TCP servers over loopback, and the suites that put servers under them. A load is plain
 * NIO on the calling thread: it depends on nothing that it measures, and checks every byte.
 */
@NullMarked
package io.wsk.bench.echo;

import org.jspecify.annotations.NullMarked;

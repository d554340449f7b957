/**
 * What the way of something that arrives costs, from the pipeline to its receiver and back: bytes,
 * datagrams, connections. Nothing of the provider is replaced; only the transport is made up.
 */
@NullMarked
package io.wsk.bench.dispatch;

import org.jspecify.annotations.NullMarked;

/**
 * TCP servers to compare: raw Netty, WSK, and what a service would be built on otherwise. Each is
 * written as its makers have it in their examples, on one event loop, with no copy and no flush
 * that it can do without, and without a limit of its own on what it keeps to send, unless that
 * comes with it: clients here bound what is on its way.
 */
@NullMarked
package io.wsk.bench.tcp;

import org.jspecify.annotations.NullMarked;

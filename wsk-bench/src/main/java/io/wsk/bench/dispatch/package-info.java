/** What the way of a received buffer from the transport to its receiver costs. */
@NullMarked
package io.wsk.bench.dispatch;

import org.jspecify.annotations.NullMarked;

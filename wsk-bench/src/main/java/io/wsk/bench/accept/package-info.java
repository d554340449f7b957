/** Connections that are made, accepted, used once and closed: plain, inspected, and by requests. */
@NullMarked
package io.wsk.bench.accept;

import org.jspecify.annotations.NullMarked;

/** TCP echo over loopback: servers to compare, the load, and the comparison. */
@NullMarked
package io.wsk.bench.echo;

import org.jspecify.annotations.NullMarked;

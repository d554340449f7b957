/** What an idle connection keeps in memory. */
@NullMarked
package io.wsk.bench.memory;

import org.jspecify.annotations.NullMarked;

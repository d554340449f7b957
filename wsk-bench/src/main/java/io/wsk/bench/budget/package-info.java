/** What may cost how much, and whether it does. */
@NullMarked
package io.wsk.bench.budget;

import org.jspecify.annotations.NullMarked;

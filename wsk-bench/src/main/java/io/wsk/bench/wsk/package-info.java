/** The WSK side of what is measured. */
@NullMarked
package io.wsk.bench.wsk;

import org.jspecify.annotations.NullMarked;

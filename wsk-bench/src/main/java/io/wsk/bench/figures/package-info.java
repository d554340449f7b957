/** Figures: medians, spreads, budgets, and how they are printed. */
@NullMarked
package io.wsk.bench.figures;

import org.jspecify.annotations.NullMarked;

/**
 * What a provider of WSK implements, besides the dispatch interfaces of {@link io.wsk.api}. A
 * provider names its {@link io.wsk.spi.WskProvider} in its module descriptor and in {@code
 * META-INF/services}.
 */
@NullMarked
package io.wsk.spi;

import org.jspecify.annotations.NullMarked;

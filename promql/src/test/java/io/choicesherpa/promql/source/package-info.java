/** Tests of {@link io.choicesherpa.promql.source.MemorySeries}. */
@NullMarked
package io.choicesherpa.promql.source;

import org.jspecify.annotations.NullMarked;

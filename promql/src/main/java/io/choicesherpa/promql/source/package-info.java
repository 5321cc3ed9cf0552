/**
 * Where series come from: {@link io.choicesherpa.promql.source.SeriesSource} is all that an engine
 * knows of a storage.
 */
@NullMarked
package io.choicesherpa.promql.source;

import org.jspecify.annotations.NullMarked;

/** Loki's query API over the kept logs; {@link io.choicesherpa.console.loki.LokiApi}. */
@NullMarked
package io.choicesherpa.console.loki;

import org.jspecify.annotations.NullMarked;

/**
 * LogQL over the kept log records: {@link io.choicesherpa.console.logql.LogQlParser} reads it,
 * {@link io.choicesherpa.console.logql.LogQlEngine} answers it.
 */
@NullMarked
package io.choicesherpa.console.logql;

import org.jspecify.annotations.NullMarked;

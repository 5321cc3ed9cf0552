/** Tests of {@link io.choicesherpa.promql.parser.PromqlParser} and what works on its trees. */
@NullMarked
package io.choicesherpa.promql.parser;

import org.jspecify.annotations.NullMarked;

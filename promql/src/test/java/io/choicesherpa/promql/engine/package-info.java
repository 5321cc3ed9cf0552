/** Tests of the engine; {@link io.choicesherpa.promql.engine.Scripts} runs scripts against it. */
@NullMarked
package io.choicesherpa.promql.engine;

import org.jspecify.annotations.NullMarked;

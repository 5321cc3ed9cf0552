/**
 * Rule files as Prometheus reads them: {@link
 * io.choicesherpa.console.rules.definition.RuleFile#read} gives their groups or names every
 * mistake.
 */
@NullMarked
package io.choicesherpa.console.rules.definition;

import org.jspecify.annotations.NullMarked;

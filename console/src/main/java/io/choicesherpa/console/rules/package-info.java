/**
 * Recording and alerting rules, evaluated as Prometheus does: {@link
 * io.choicesherpa.console.rules.Rules} runs the groups of rule files and knows all alerts.
 */
@NullMarked
package io.choicesherpa.console.rules;

import org.jspecify.annotations.NullMarked;

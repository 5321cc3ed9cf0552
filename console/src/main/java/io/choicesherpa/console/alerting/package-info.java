/**
 * Alerting as a whole: {@link io.choicesherpa.console.alerting.Alerting} loads rule files, runs
 * them, tells receivers, and answers the APIs of rules, alerts, silences, runbooks and back-tests.
 */
@NullMarked
package io.choicesherpa.console.alerting;

import org.jspecify.annotations.NullMarked;

/**
 * Tells others of alerts: {@link io.choicesherpa.console.notify.Notifier} hands them to an
 * Alertmanager or a webhook without ever holding up the rules.
 */
@NullMarked
package io.choicesherpa.console.notify;

import org.jspecify.annotations.NullMarked;

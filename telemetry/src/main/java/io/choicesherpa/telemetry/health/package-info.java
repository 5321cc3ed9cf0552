/**
 * Is the service alive, and is it ready: bounded in time and in threads however its dependencies
 * behave. Entry type: {@link io.choicesherpa.telemetry.health.HealthChecks}.
 */
@NullMarked
package io.choicesherpa.telemetry.health;

import org.jspecify.annotations.NullMarked;

/**
 * Settings and wiring: {@link io.choicesherpa.backend.configuration.BackendConfiguration} joins use
 * cases and adapters.
 */
@NullMarked
package io.choicesherpa.backend.configuration;

import org.jspecify.annotations.NullMarked;

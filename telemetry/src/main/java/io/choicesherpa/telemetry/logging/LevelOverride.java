package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A logger's level for a while.
 *
 * @param logger its name
 * @param level what holds now
 * @param former what comes back; null for whatever the logger above it has
 * @param expiresAt when
 */
public record LevelOverride(
    String logger, Level level, @Nullable Level former, Instant expiresAt) {}

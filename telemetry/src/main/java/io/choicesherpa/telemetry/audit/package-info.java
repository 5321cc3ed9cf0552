/**
 * The audit trail: who did what that concerns security or money, in lines chained by hash; entry
 * type {@link io.choicesherpa.telemetry.audit.AuditLog}.
 */
@NullMarked
package io.choicesherpa.telemetry.audit;

import org.jspecify.annotations.NullMarked;

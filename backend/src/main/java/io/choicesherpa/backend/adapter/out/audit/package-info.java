/**
 * Puts refused access on the audit trail; {@link
 * io.choicesherpa.backend.adapter.out.audit.AuditConfiguration} gives the port.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.audit;

import org.jspecify.annotations.NullMarked;

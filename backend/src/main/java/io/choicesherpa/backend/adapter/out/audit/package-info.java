/**
 * Puts refused access and money spent on the audit trail; {@link
 * io.choicesherpa.backend.adapter.out.audit.AuditConfiguration} gives the ports.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.audit;

import org.jspecify.annotations.NullMarked;

package io.choicesherpa.backend.adapter.out.audit;

import io.choicesherpa.backend.application.port.out.AuditAccess;
import io.choicesherpa.telemetry.audit.AuditLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit trail behind its port. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

  @Bean
  AuditAccess auditAccess(AuditLog log) {
    return new AuditTrail(log);
  }
}

package io.choicesherpa.backend.adapter.out.audit;

import io.choicesherpa.telemetry.audit.AuditLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit trail behind its ports. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

  @Bean
  AuditTrail auditTrail(AuditLog log) {
    return new AuditTrail(log);
  }
}

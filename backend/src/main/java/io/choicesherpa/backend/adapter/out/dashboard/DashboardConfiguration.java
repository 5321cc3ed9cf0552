package io.choicesherpa.backend.adapter.out.dashboard;

import io.choicesherpa.backend.application.port.out.Dashboard;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.application.service.DashboardService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the dashboard. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

  @Bean
  Dashboard dashboard(JdbcClient jdbc) {
    return new JdbcDashboard(jdbc);
  }

  @Bean
  DashboardService dashboardService(
      Dashboard dashboard, RunInTransaction transaction, Clock clock) {
    return new DashboardService(dashboard, transaction, clock);
  }
}

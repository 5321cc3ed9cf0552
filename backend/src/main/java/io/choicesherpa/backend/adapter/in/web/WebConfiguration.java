package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The controllers and what stands around them. */
@Configuration(proxyBeanMethods = false)
@Import({
  ApiExceptionHandler.class,
  ComponentController.class,
  ConversationController.class,
  CycleController.class,
  ErrorPageController.class,
  SessionController.class
})
public class WebConfiguration {

  /** After the security filters, which decide on less than the body. */
  private static final int AFTER_SECURITY = 0;

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(ProblemWriter problems) {
    FilterRegistrationBean<BodyLimitFilter> registration =
        new FilterRegistrationBean<>(new BodyLimitFilter(problems));
    registration.setOrder(AFTER_SECURITY);
    return registration;
  }

  /** Comes after Spring Boot's own customizer: of two such valves, the one added last speaks. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemReportValve()));
  }

  /** A number where text is wanted is a mistake of the client, not a text of digits. */
  @Bean
  JsonMapperBuilderCustomizer noTextFromNumbers() {
    return builder ->
        builder.withCoercionConfig(
            LogicalType.Textual,
            coercion -> {
              coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              coercion.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              coercion.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
  }
}

package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.tracing.Tracing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * The WebSocket handlers of a servlet web application are traced, logged and counted; {@code
 * telemetry.websocket.enabled=false} switches it off.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SimpleUrlHandlerMapping.class, WebSocketHttpRequestHandler.class})
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.websocket.enabled"},
    matchIfMissing = true)
public class TelemetryWebSocketAutoConfiguration {

  /** Made by Spring. */
  public TelemetryWebSocketAutoConfiguration() {}

  /** Static, and asks for the parts only when a connection is there: it comes before all beans. */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  @ConditionalOnMissingBean(name = "telemetryWebSocketMappings")
  static WebSocketMappings telemetryWebSocketMappings(
      ObjectProvider<Tracing> tracing, ConfigurableListableBeanFactory beans) {
    return new WebSocketMappings(
        handler ->
            new TracedWebSocketHandler(
                handler, tracing::getObject, () -> uncounted(beans), System::nanoTime));
  }

  /** Null where a bean of the application has the metrics: then it counts by itself. */
  private static @Nullable WebSocketMetrics uncounted(ConfigurableListableBeanFactory beans) {
    boolean counted =
        Arrays.stream(beans.getBeanNamesForType(WebSocketMetrics.class))
            .flatMap(name -> Arrays.stream(beans.getDependentBeans(name)))
            // A test class that looks at them is no bean.
            .anyMatch(beans::containsBean);
    return counted ? null : beans.getBean(WebSocketMetrics.class);
  }
}

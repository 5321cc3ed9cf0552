package io.choicesherpa.backend.adapter.out.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.BackendApplication;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The reference page says what the catalogues say, byte for byte. */
class MetricsReferenceTest {

  private static final String UPDATE = "reference.update";
  private static final String COMMAND =
      "./mvnw -q -pl backend -am test -Dtest=MetricsReferenceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + UPDATE
          + "=true";

  private final Path file = Path.of("..", "docs", "reference", "metrics.md");

  @Test
  void referencePage_isWhatTheCataloguesGive() throws Exception {
    String expected = MetricsReference.page(head(), StandardMetrics.CATALOGUE, ownMetrics());
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(file, expected);
    }
    byte[] written = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    assertThat(new String(written, StandardCharsets.UTF_8))
        .as("docs/reference/metrics.md is not what the catalogues give. Write it anew:\n" + COMMAND)
        .isEqualTo(expected);
    assertThat(written).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void ownMetrics_areThoseOfAllConfigurations() throws Exception {
    MetricCatalogue own = ownMetrics();

    assertThat(own.definitions())
        .containsAll(BusinessMetrics.CATALOGUE.definitions())
        .hasSizeGreaterThan(BusinessMetrics.CATALOGUE.definitions().size());
    assertThat(own.find("rate_limit_unchecked_total")).isNotNull();
  }

  /** All that the backend's configurations declare as beans, as the starter would join them. */
  private static MetricCatalogue ownMetrics() throws ReflectiveOperationException {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
    List<String> configurations =
        scanner.findCandidateComponents(BackendApplication.class.getPackageName()).stream()
            .map(BeanDefinition::getBeanClassName)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    MetricCatalogue all = MetricCatalogue.empty();
    for (String configuration : configurations) {
      for (Method method : Class.forName(configuration).getDeclaredMethods()) {
        if (method.isAnnotationPresent(Bean.class)
            && method.getReturnType() == MetricCatalogue.class) {
          assertThat(Modifier.isStatic(method.getModifiers())).as("%s is static", method).isTrue();
          method.setAccessible(true);
          all = all.plus((MetricCatalogue) method.invoke(null));
        }
      }
    }
    return all;
  }

  private static String head() throws IOException {
    try (InputStream head = MetricsReferenceTest.class.getResourceAsStream("metrics-head.md")) {
      return new String(
          Objects.requireNonNull(head, "metrics-head.md").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutsideServersTest {

  @Test
  void linuxOnX86_needsNoneOfThem() throws Exception {
    OutsideServers outside = OutsideServers.from(Map.of(), "Linux", "amd64");

    assertThat(outside.database()).isEmpty();
    assertThat(outside.redisUrl()).isEmpty();
  }

  @Test
  void otherProcessor_isToldExactlyWhichVariablesToSet() {
    assertThatThrownBy(() -> OutsideServers.from(Map.of(), "Mac OS X", "aarch64"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContainingAll(
            "Mac OS X on aarch64",
            "DATABASE_URL=jdbc:postgresql://",
            "DATABASE_USERNAME=",
            "DATABASE_PASSWORD=",
            "REDIS_URL=redis://");
  }

  @Test
  void otherProcessor_withOneServerNamed_isToldOfTheOther() {
    assertThatThrownBy(
            () -> OutsideServers.from(Map.of("REDIS_URL", "redis://r:1"), "Linux", "aarch64"))
        .hasMessageContaining("DATABASE_URL=")
        .hasMessageNotContaining("REDIS_URL=");
  }

  @Test
  void otherProcessor_withBothNamed_isFine() throws Exception {
    OutsideServers outside =
        OutsideServers.from(
            Map.of("DATABASE_URL", "jdbc:postgresql://d:1/x", "REDIS_URL", "rediss://r:1"),
            "Mac OS X",
            "aarch64");

    assertThat(outside.database().orElseThrow().url()).isEqualTo("jdbc:postgresql://d:1/x");
    assertThat(outside.redisUrl()).contains("rediss://r:1");
  }

  @Test
  void wrongUrls_areBothNamed_withoutTheirSecrets() {
    assertThatThrownBy(
            () ->
                OutsideServers.from(
                    Map.of("DATABASE_URL", "postgres://u:hunter2@d/x", "REDIS_URL", "hunter3"),
                    "Linux",
                    "amd64"))
        .hasMessageContainingAll("DATABASE_URL", "jdbc:postgresql:", "REDIS_URL", "redis://")
        .hasMessageNotContainingAny("hunter2", "hunter3");
  }
}

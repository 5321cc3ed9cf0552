package io.choicesherpa.telemetry.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the application says of itself.
 *
 * @param name the default of {@code service.name}
 * @param version from its build; null when it has none
 */
public record ApplicationIdentity(String name, @Nullable String version) {

  /** Refuses a blank name. */
  public ApplicationIdentity {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is blank");
    }
  }

  /**
   * Takes the version from the manifest of {@code mainClass}'s jar ({@code
   * Implementation-Version}).
   */
  public static ApplicationIdentity of(String name, Class<?> mainClass) {
    return new ApplicationIdentity(name, mainClass.getPackage().getImplementationVersion());
  }
}

package io.choicesherpa.telemetry.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the application says of itself.
 *
 * @param name the default of {@code service.name}
 * @param version from its build; null when it has none
 * @param mainPackage the package that its own code is in or below; null when unknown
 */
public record ApplicationIdentity(
    String name, @Nullable String version, @Nullable String mainPackage) {

  /** Refuses a blank name. An empty package, which all are below, is none. */
  public ApplicationIdentity {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is blank");
    }
    if (mainPackage != null && mainPackage.isBlank()) {
      mainPackage = null;
    }
  }

  /** Without a known package. */
  public ApplicationIdentity(String name, @Nullable String version) {
    this(name, version, null);
  }

  /**
   * Takes the version from the manifest of {@code mainClass}'s jar ({@code
   * Implementation-Version}), and the package from {@code mainClass}.
   */
  public static ApplicationIdentity of(String name, Class<?> mainClass) {
    return new ApplicationIdentity(
        name, mainClass.getPackage().getImplementationVersion(), mainClass.getPackageName());
  }
}

package io.choicesherpa.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String PRODUCT = "io.choicesherpa";
  private static final String TELEMETRY = PRODUCT + ".telemetry";
  private static final String STARTER = TELEMETRY + ".spring";
  private static final String CAPTURE = TELEMETRY + ".test";
  private static final String BACKEND = PRODUCT + ".backend";
  private static final String CONSOLE = PRODUCT + ".console";
  private static final String DEMO = PRODUCT + ".demo";
  private static final String SEEDED = PRODUCT + ".architecture.seeded";

  private static final JavaClasses PRODUCT_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/architecture/"))
          .importPackages(PRODUCT);
  private static final JavaClasses LIBRARY_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/telemetry/spring/"))
          .withImportOption(location -> !location.contains("/telemetry/test/"))
          .importPackages(TELEMETRY);
  private static final JavaClasses SEEDED_CLASSES = new ClassFileImporter().importPackages(SEEDED);

  /**
   * A rule, what it holds for, and where it is broken on purpose.
   *
   * @param seed below {@code seeded}
   */
  record Case(
      String name, Function<String, ArchRule> rule, JavaClasses classes, String root, String seed) {
    @Override
    public String toString() {
      return name + " in " + root;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "core knows no framework",
            Rules::telemetryCoreKnowsNoFramework,
            LIBRARY_CLASSES,
            TELEMETRY,
            ".telemetry"),
        new Case(
            "no Spring", Rules::telemetryKnowsNoSpring, LIBRARY_CLASSES, TELEMETRY, ".telemetry"),
        product("only errors know Sentry", Rules::onlyErrorsKnowTheTracker, PRODUCT, ""),
        product(
            "capture runs without JUnit and Spring",
            Rules::captureRunsWithoutJUnitAndSpring,
            CAPTURE,
            ".telemetry.test"),
        product("nothing ships its tests' library", Rules::nothingShipsTheCapture, PRODUCT, ""),
        product("domain is plain Java", Rules::domainIsPlainJava, BACKEND, ".backend"),
        product("domain asks no clock", Rules::domainAsksNoClock, BACKEND, ".backend"),
        product(
            "application knows no adapter and no Spring",
            Rules::applicationKnowsNoAdapterAndNoSpring,
            BACKEND,
            ".backend"),
        product(
            "in-adapters know no out-adapters",
            Rules::inAdaptersKnowNoOutAdapters,
            BACKEND,
            ".backend"),
        product("console knows no producer", Rules::consoleKnowsNoProducer, CONSOLE, ".console"),
        new Case(
            "no package cycle", Rules::packagesFormNoCycle, LIBRARY_CLASSES, TELEMETRY, ".cycle"),
        product("no package cycle", Rules::packagesFormNoCycle, BACKEND, ".cycle"),
        product("no package cycle", Rules::packagesFormNoCycle, CONSOLE, ".cycle"),
        product("no package cycle", Rules::packagesFormNoCycle, DEMO, ".cycle"),
        product("names say the role", Rules::namesSayTheRole, PRODUCT, ".unmarked"),
        product("nothing sleeps", Rules::nothingSleeps, PRODUCT, ".unmarked"),
        product(
            "every package is null-marked", Rules::everyPackageIsNullMarked, PRODUCT, ".unmarked"),
        new Case(
            "a third is not public",
            Rules::aThirdIsNotPublic,
            LIBRARY_CLASSES,
            TELEMETRY,
            ".unmarked"),
        product("a third is not public", Rules::aThirdIsNotPublic, CAPTURE, ".unmarked"),
        product("a third is not public", Rules::aThirdIsNotPublic, STARTER, ".unmarked"),
        product("a third is not public", Rules::aThirdIsNotPublic, BACKEND, ".unmarked"),
        product("a third is not public", Rules::aThirdIsNotPublic, CONSOLE, ".unmarked"),
        product("a third is not public", Rules::aThirdIsNotPublic, DEMO, ".unmarked"));
  }

  private static Case product(
      String name, Function<String, ArchRule> rule, String root, String seed) {
    return new Case(name, rule, PRODUCT_CLASSES, root, seed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void product_keepsTheRule(Case rule) {
    rule.rule().apply(rule.root()).check(rule.classes());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void seededBreach_isFound(Case rule) {
    ArchRule seeded = rule.rule().apply(SEEDED + rule.seed());
    assertThatThrownBy(() -> seeded.check(SEEDED_CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Architecture Violation");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rule_looksAtSomething(Case rule) {
    assertThat(rule.classes()).anyMatch(type -> type.getPackageName().startsWith(rule.root()));
  }
}

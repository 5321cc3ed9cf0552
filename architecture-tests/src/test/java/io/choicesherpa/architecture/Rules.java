package io.choicesherpa.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules, each a function of the root package it holds for: the same rule is checked on the
 * product and proven on a seeded breach.
 */
final class Rules {

  private static final String[] PLAIN_JAVA = {"java..", "org.jspecify.annotations"};

  private Rules() {}

  /** The library's core may be put into any service. */
  static ArchRule telemetryCoreKnowsNoFramework(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root + ".servlet..", root + ".jdbc..", root + ".redis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "jakarta..",
            "io.lettuce..",
            "com.zaxxer..",
            "tools.jackson..",
            "com.fasterxml..")
        .because("a framework's adapter has a package of its own, and the core runs without it");
  }

  static ArchRule telemetryKnowsNoSpring(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .because("nothing of Spring stands below the starter");
  }

  /** Whoever does not want the vendor has nothing of it. */
  static ArchRule onlyErrorsKnowTheTracker(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".telemetry.errors..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sentry..")
        .because("one package reports to the tracker, and all others run without its library");
  }

  /** Of the test library the package itself; those below it adapt it. */
  static ArchRule captureRunsWithoutJUnitAndSpring(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.springframework..")
        .because("a test framework's adapter has a package of its own");
  }

  static ArchRule nothingShipsTheCapture(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".telemetry.test..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".telemetry.test..")
        .because("what is for tests is no part of what runs");
  }

  static ArchRule domainIsPlainJava(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(PLAIN_JAVA).or(resideInAnyPackage(root + ".domain..")))
        .because("the domain outlives every framework, the telemetry included");
  }

  static ArchRule domainAsksNoClock(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".domain..", root + ".application..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .because("time and chance come in through ports, so that tests decide them");
  }

  static ArchRule applicationKnowsNoAdapterAndNoSpring(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".application..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            root + ".adapter..",
            root + ".configuration..",
            "org.springframework..",
            "jakarta..",
            "java.sql..",
            "javax.sql..")
        .because("use cases speak through ports");
  }

  static ArchRule inAdaptersKnowNoOutAdapters(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".adapter.in..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".adapter.out..")
        .because("what comes in goes through a use case");
  }

  static ArchRule consoleKnowsNoProducer(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.choicesherpa.backend..", "io.choicesherpa.demo..", "org.springframework..")
        .because("the console knows applications by the wire alone");
  }

  /** Package cycles, the slices being the packages right below the root. */
  static ArchRule packagesFormNoCycle(String root) {
    return slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("arrows point one way");
  }

  static ArchRule namesSayTheRole(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
        .because("such a suffix says nothing of what the type is");
  }

  static ArchRule nothingSleeps(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .because("waiting is done on a condition, with a limit");
  }

  static ArchRule everyPackageIsNullMarked(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                    type.getPackage().isAnnotatedWith(NullMarked.class)
                        || type.isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type, marked, type.getName() + " is in an unmarked package"));
              }
            })
        .because("the null checker passes over what is not marked");
  }

  /** A library's surface is what its users must learn. */
  static ArchRule aThirdIsNotPublic(String root) {
    return classes()
        .that(alwaysTrue())
        .should(
            new ArchCondition<JavaClass>("leave a third of the types below " + root + " hidden") {
              private long total;
              private long hidden;

              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (type.getPackageName().startsWith(root)
                    && type.isTopLevelClass()
                    && Stream.of("package-info").noneMatch(type.getSimpleName()::equals)) {
                  total++;
                  hidden += type.getModifiers().contains(JavaModifier.PUBLIC) ? 0 : 1;
                }
              }

              @Override
              public void finish(ConditionEvents events) {
                events.add(
                    new SimpleConditionEvent(
                        root, hidden * 3 >= total, hidden + " of " + total + " are not public"));
              }
            })
        .because("public is what someone outside needs, and no more");
  }
}

package io.choicesherpa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM has no parent to take its versions from; the build's own are the ones that hold. */
class BomTest {

  private static final Pattern VERSION = Pattern.compile("<([a-z-]+\\.version)>([^<]+)</\\1>");
  private static final Pattern PROJECT =
      Pattern.compile("<artifactId>[a-z-]+</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void bom_hasTheVersionsOfTheBuild() throws IOException {
    String build = Files.readString(Path.of("../pom.xml"));
    String bom = Files.readString(Path.of("../telemetry-bom/pom.xml"));

    Map<String, String> versions = versions(bom);
    assertThat(versions).containsKeys("opentelemetry.version", "prometheus-metrics.version");
    assertThat(versions(build)).containsAllEntriesOf(versions);
    assertThat(projectVersion(bom)).isEqualTo(projectVersion(build));
  }

  private static Map<String, String> versions(String pom) {
    Map<String, String> versions = new TreeMap<>();
    Matcher found = VERSION.matcher(pom);
    while (found.find()) {
      versions.put(found.group(1), found.group(2));
    }
    return versions;
  }

  private static String projectVersion(String pom) {
    Matcher found = PROJECT.matcher(pom);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}

package io.choicesherpa.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names of attributes that the library spells out itself, against all that OpenTelemetry publishes
 * as constants. A name in a namespace of the conventions that is not published is a mistake, or
 * stands below with its reason.
 */
class SemanticConventionsTest {

  private static final Pattern NAME =
      Pattern.compile(
          "\"((?:http|url|db|messaging|server|client|network|error|exception|code|service"
              + "|deployment|host|process|gen_ai|user_agent|rpc|thread|event|session|enduser)"
              + "\\.[a-z_]+(?:\\.[a-z_]+)*)\"");

  private static final Set<String> NOT_PUBLISHED =
      Set.of(
          // Named in the conventions' own repository for AI, which publishes no constants yet.
          "gen_ai.usage.cache_write.input_tokens",
          // Of a structured type, for which the published constants have no key.
          "gen_ai.input.messages",
          "gen_ai.output.messages",
          "gen_ai.system_instructions",
          // A field of the log line, beside the published error.type, error.message.
          "error.fingerprint",
          // The event bus's handler; the conventions know a consumer's group only.
          "event.handler");

  @Test
  void names_thatTheLibrarySpellsOut_arePublished() throws Exception {
    Set<String> published = published();
    assertThat(published)
        .contains("http.request.method", "messaging.system")
        .hasSizeGreaterThan(500);
    Map<String, String> unknown = new TreeMap<>();
    Set<String> spelt = new TreeSet<>();
    for (Path source : sources()) {
      Matcher names = NAME.matcher(Files.readString(source));
      while (names.find()) {
        spelt.add(names.group(1));
        if (!published.contains(names.group(1)) && !NOT_PUBLISHED.contains(names.group(1))) {
          unknown.put(names.group(1), source.toString());
        }
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(spelt).contains("messaging.destination.name", "gen_ai.provider.name");
    assertThat(spelt).as("exceptions that are still needed").containsAll(NOT_PUBLISHED);
  }

  private static Set<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return new TreeSet<>(files.filter(file -> file.toString().endsWith(".java")).toList());
    }
  }

  private static Set<String> published() throws Exception {
    Set<String> names = new TreeSet<>();
    read(HttpAttributes.class, names);
    read(MessagingIncubatingAttributes.class, names);
    return names;
  }

  /** The keys of all classes in the jar that this one comes from. */
  private static void read(Class<?> of, Set<String> names)
      throws IOException, URISyntaxException, ReflectiveOperationException {
    URI place = of.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (JarFile jar = new JarFile(Path.of(place).toFile())) {
      for (String entry : jar.stream().map(Object::toString).toList()) {
        if (entry.endsWith("Attributes.class")) {
          Class<?> type =
              Class.forName(
                  entry.substring(0, entry.length() - ".class".length()).replace('/', '.'));
          for (Field field : type.getFields()) {
            if (field.getType() == AttributeKey.class) {
              names.add(((AttributeKey<?>) field.get(null)).getKey());
            }
          }
        }
      }
    }
  }
}

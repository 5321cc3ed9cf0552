package io.choicesherpa.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds for the stack in containers. Each check gives what is wrong. */
final class ComposeChecks {

  static final String COMPOSE = "stack/compose.yaml";
  static final String KUBERNETES_RULES = "stack/kubernetes/prometheus-rules.yaml";
  static final String EXAMPLE = "stack/.env.example";

  /** The label by which a service says why it has no health check. */
  static final String NO_HEALTH_CHECK = "io.choicesherpa.no-health-check";

  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+\\.\\d+.*|.*:\\d+\\.\\d+-.+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:?[-?][^}]*)?}");
  private static final Pattern PROVISIONED = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)}");
  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|API_KEY)");

  private final StackFiles files;
  private final Map<String, Object> compose;

  ComposeChecks(StackFiles files) {
    this.files = files;
    this.compose = Yaml.read(files.path(COMPOSE));
  }

  /** Pinned images, restarts, limits, health checks, ports of this machine alone. */
  List<String> services() {
    List<String> wrong = new ArrayList<>();
    Yaml.map(compose.get("services"))
        .forEach(
            (name, value) -> {
              Map<String, Object> service = Yaml.map(value);
              String where = name + ": ";
              String image = Yaml.text(service.get("image"));
              if (!PINNED.matcher(image).matches()) {
                wrong.add(where + "image is not pinned: " + image);
              }
              if (Yaml.text(service.get("restart")).isEmpty()) {
                wrong.add(where + "no restart policy");
              }
              if (service.get("healthcheck") == null
                  && Yaml.texts(service.get("labels"))
                      .getOrDefault(NO_HEALTH_CHECK, "")
                      .isBlank()) {
                wrong.add(where + "neither health check nor why there is none");
              }
              Map<String, Object> limits =
                  Yaml.map(
                      Yaml.map(Yaml.map(service.get("deploy")).get("resources")).get("limits"));
              if (!limits.keySet().containsAll(Set.of("cpus", "memory", "pids"))) {
                wrong.add(where + "limits are not cpus, memory and pids");
              }
              for (String port : list(service.get("ports"))) {
                if (!port.startsWith("127.0.0.1:")) {
                  wrong.add(where + "port is published beyond this machine: " + port);
                }
              }
            });
    return wrong;
  }

  /** What is mounted is there, and cannot be written from inside. */
  List<String> mounts() {
    List<String> wrong = new ArrayList<>();
    Set<String> volumes = Yaml.map(compose.get("volumes")).keySet();
    Yaml.map(compose.get("services"))
        .forEach(
            (name, value) -> {
              for (String mount : list(Yaml.map(value).get("volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (!source.startsWith(".")) {
                  if (!volumes.contains(source)) {
                    wrong.add(name + ": volume is not declared: " + source);
                  }
                } else if (!Files.exists(files.path("stack").resolve(source))) {
                  wrong.add(name + ": mounted and not there: " + source);
                } else if (!mount.endsWith(":ro")) {
                  wrong.add(name + ": mounted for writing: " + mount);
                }
              }
            });
    return wrong;
  }

  /** No secret has a default, and each variable is told of in the example. */
  List<String> variables() {
    List<String> wrong = new ArrayList<>();
    String example = StackFiles.text(files.path(EXAMPLE));
    Set<String> told =
        example
            .lines()
            .map(line -> line.startsWith("#") ? line.substring(1) : line)
            .filter(line -> line.matches("[A-Z_]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .collect(Collectors.toCollection(TreeSet::new));
    example
        .lines()
        .filter(line -> line.matches("[A-Z_]+=.+"))
        .forEach(line -> wrong.add(EXAMPLE + " has a value: " + line));
    Matcher variable = VARIABLE.matcher(StackFiles.text(files.path(COMPOSE)));
    while (variable.find()) {
      String name = variable.group(1);
      String how = Yaml.text(variable.group(2));
      if (!told.contains(name)) {
        wrong.add(name + " is not in " + EXAMPLE);
      }
      if (SECRET.matcher(name).matches() && !how.startsWith(":?")) {
        wrong.add(name + " is not refused when unset");
      }
    }
    Yaml.map(compose.get("services"))
        .forEach(
            (service, value) ->
                Yaml.texts(Yaml.map(value).get("environment"))
                    .forEach(
                        (name, text) -> {
                          if (SECRET.matcher(name).matches() && !text.startsWith("${")) {
                            wrong.add(service + ": " + name + " stands in the file");
                          }
                        }));
    return wrong;
  }

  /** The Collector's destinations that compose can be told are there, and are services. */
  List<String> destinations() {
    List<String> wrong = new ArrayList<>();
    Set<String> services = Yaml.map(compose.get("services")).keySet();
    Pattern host = Pattern.compile("_ENDPOINT:-(?:https?://)?([a-z-]+):\\d+");
    for (Path sink : files.sinks()) {
      Matcher endpoint = host.matcher(StackFiles.text(sink));
      int found = 0;
      while (endpoint.find()) {
        found++;
        if (!services.contains(endpoint.group(1))) {
          wrong.add(sink.getFileName() + ": sends to no service: " + endpoint.group(1));
        }
      }
      if (found == 0) {
        wrong.add(sink.getFileName() + ": sends nowhere");
      }
    }
    return wrong;
  }

  /**
   * What Grafana's provisioning takes from its environment is set there, and addresses are
   * services.
   */
  List<String> provisioning() {
    List<String> wrong = new ArrayList<>();
    Map<String, Object> services = Yaml.map(compose.get("services"));
    Map<String, String> environment =
        Yaml.texts(Yaml.map(services.get("grafana")).get("environment"));
    Pattern host = Pattern.compile("https?://([a-z-]+):\\d+");
    for (Path file : files.provisioning()) {
      Matcher variable = PROVISIONED.matcher(StackFiles.text(file));
      while (variable.find()) {
        String name = variable.group(1);
        String value = environment.getOrDefault(name, "");
        Matcher address = host.matcher(value);
        if (value.isBlank()) {
          wrong.add("grafana: " + name + " is not set");
        } else if (address.matches() && !services.containsKey(address.group(1))) {
          wrong.add("grafana: " + name + " leads to no service: " + address.group(1));
        }
      }
    }
    return wrong;
  }

  /** Kubernetes is told the very rules that Prometheus has. */
  List<String> kubernetesRules() {
    List<Map<String, Object>> rules =
        files.rules().stream()
            .flatMap(file -> Yaml.maps(Yaml.read(file).get("groups")).stream())
            .toList();
    Map<String, Object> resource = Yaml.read(files.path(KUBERNETES_RULES));
    return rules.equals(Yaml.maps(Yaml.map(resource.get("spec")).get("groups")))
        ? List.of()
        : List.of(KUBERNETES_RULES + " differs from the rules: stack/kubernetes/generate");
  }

  private static List<String> list(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}

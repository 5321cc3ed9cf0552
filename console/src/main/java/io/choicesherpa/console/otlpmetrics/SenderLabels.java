package io.choicesherpa.console.otlpmetrics;

import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.promql.model.Labels;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a resource gives each of its series, and what only its {@code target_info} says. */
final class SenderLabels {

  private static final String SERVICE = "service.name";
  private static final String NAMESPACE = "service.namespace";
  private static final String INSTANCE = "service.instance.id";

  private final Map<String, String> base = new TreeMap<>();
  private final Map<String, String> info = new TreeMap<>();

  SenderLabels(Resource resource) {
    String service = "";
    String namespace = "";
    for (KeyValue attribute : sorted(resource.getAttributesList())) {
      String value = AttributeText.of(attribute.getValue());
      switch (attribute.getKey()) {
        case SERVICE -> service = value;
        case NAMESPACE -> namespace = value;
        case INSTANCE -> base.put("instance", value);
        default -> put(info, attribute.getKey(), value);
      }
    }
    if (!service.isEmpty()) {
      base.put("job", namespace.isEmpty() ? service : namespace + "/" + service);
    }
  }

  /** In the order of their keys, so that clashing ones are always joined the same way. */
  private static List<KeyValue> sorted(List<KeyValue> attributes) {
    return attributes.stream().sorted(Comparator.comparing(KeyValue::getKey)).toList();
  }

  private static void put(Map<String, String> labels, String key, String value) {
    if (!key.isEmpty() && !value.isEmpty()) {
      labels.merge(PrometheusNames.label(key), value, (one, other) -> one + ";" + other);
    }
  }

  /** Labels of a series of this sender. */
  Map<String, String> of(String metric, List<KeyValue> attributes) {
    Map<String, String> labels = new TreeMap<>();
    for (KeyValue attribute : sorted(attributes)) {
      put(labels, attribute.getKey(), AttributeText.of(attribute.getValue()));
    }
    labels.putAll(base);
    labels.put(Labels.METRIC_NAME, metric);
    return labels;
  }

  /** Whether there is more to say of the sender than its name, and a name to say it of. */
  boolean hasInfo() {
    return !base.isEmpty() && !info.isEmpty();
  }

  /** Labels of the sender's {@code target_info}. */
  Labels info() {
    Map<String, String> labels = new TreeMap<>(info);
    labels.putAll(base);
    labels.put(Labels.METRIC_NAME, "target_info");
    return Labels.of(labels);
  }
}

package io.choicesherpa.telemetry.metrics;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The catalogue come to life: every metric of it is registered when this is made, and those whose
 * label values are all known have their series from then on, at 0, so that {@code rate()} sees the
 * first increment.
 *
 * <p>A metric is either recorded into ({@link #counter}, {@link #gauge}, {@link #histogram}, {@link
 * #decimalCounter}) or read when scraped (the callbacks), never both. Thread-safe.
 */
public final class Metrics {

  private final MetricCatalogue catalogue;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final FoldedLabels folded;
  private final Redactor redactor;
  private final Map<String, Instrument> instruments = new HashMap<>();

  /** With the rules of redaction that everybody has. */
  public Metrics(MetricCatalogue catalogue) {
    this(catalogue, Redactor.standard());
  }

  /**
   * Registers the whole catalogue in a registry of its own.
   *
   * @param redactor decides which values of open labels become their fallback
   */
  public Metrics(MetricCatalogue catalogue, Redactor redactor) {
    this.catalogue = catalogue;
    this.redactor = redactor;
    this.folded = new FoldedLabels(registry);
    for (MetricDefinition definition : catalogue.definitions()) {
      if (!definition.equals(StandardMetrics.LABEL_VALUES_FOLDED)) {
        instruments.put(definition.name(), register(definition));
      }
    }
  }

  /** What is scraped. Other collectors may join it. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /**
   * Lets another registry's metrics be scraped with these, such as Micrometer's. Those whose names
   * this registry has when they join are left out, and told of in the log once.
   */
  public void join(PrometheusRegistry other) {
    Set<String> taken = new HashSet<>();
    for (MetricDefinition definition : catalogue.definitions()) {
      taken.add(PrometheusNaming.prometheusName(baseName(definition.name())));
    }
    registry.scrape().forEach(known -> taken.add(known.getMetadata().getPrometheusName()));
    registry.register(new JoinedRegistry(other, taken));
  }

  /** As metadata have it: without the suffix that the exposition gives to counters. */
  private static String baseName(String name) {
    return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
  }

  /** What was declared. */
  public MetricCatalogue catalogue() {
    return catalogue;
  }

  /**
   * The counter of a definition; the same object for every call.
   *
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition
   * @throws IllegalStateException if it is read by a callback already
   */
  public CounterFamily counter(MetricDefinition definition) {
    return family(definition, MetricType.COUNTER, CounterFamily.class);
  }

  /**
   * The gauge of a definition; the same object for every call.
   *
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition
   * @throws IllegalStateException if it is read by a callback already
   */
  public GaugeFamily gauge(MetricDefinition definition) {
    return family(definition, MetricType.GAUGE, GaugeFamily.class);
  }

  /**
   * The histogram of a definition; the same object for every call.
   *
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition
   */
  public HistogramFamily histogram(MetricDefinition definition) {
    return family(definition, MetricType.HISTOGRAM, HistogramFamily.class);
  }

  /**
   * The counter of a definition as one of exact decimals; the same object for every call.
   *
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition
   * @throws IllegalStateException if it is a plain counter or read by a callback already
   */
  public synchronized DecimalCounterFamily decimalCounter(MetricDefinition definition) {
    Instrument instrument = find(definition, MetricType.COUNTER);
    if (instrument.family instanceof DecimalCounterFamily decimals) {
      return decimals;
    }
    DecimalCounterFamily decimals =
        new DecimalCounterFamily(
            definition, new LabelSet(definition, folded, redactor), Clock.systemUTC());
    replace(definition, instrument, decimals.collector(), decimals);
    return decimals;
  }

  /**
   * Reads a gauge without labels whenever it is scraped.
   *
   * @param value asked on the scraping thread; must neither block nor fail. NaN keeps the last
   *     value
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition, or it
   *     has labels
   * @throws IllegalStateException if the gauge is in use already
   */
  public synchronized void gaugeCallback(MetricDefinition definition, DoubleSupplier value) {
    Instrument instrument = find(definition, MetricType.GAUGE);
    requireNoLabels(definition);
    ScrapedValue scraped = new ScrapedValue(definition.name(), value);
    replace(
        definition,
        instrument,
        described(GaugeWithCallback.builder(), definition)
            .callback(callback -> callback.call(scraped.read()))
            .build(),
        scraped);
  }

  /**
   * Reads a counter without labels whenever it is scraped.
   *
   * @param value asked on the scraping thread; must neither block, fail nor ever decrease
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition, or it
   *     has labels
   * @throws IllegalStateException if the counter is in use already
   */
  public synchronized void counterCallback(MetricDefinition definition, DoubleSupplier value) {
    Instrument instrument = find(definition, MetricType.COUNTER);
    requireNoLabels(definition);
    ScrapedValue scraped = new ScrapedValue(definition.name(), value);
    replace(
        definition,
        instrument,
        described(CounterWithCallback.builder(), definition)
            .callback(callback -> callback.call(scraped.read()))
            .build(),
        scraped);
  }

  /**
   * Reads every series of a counter whenever it is scraped.
   *
   * @param value asked on the scraping thread for each combination of label values, in the order of
   *     the definition; must neither block, fail nor ever decrease
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition, or a
   *     label of it is open
   * @throws IllegalStateException if the counter is in use already
   */
  public synchronized void counterCallback(
      MetricDefinition definition, ToDoubleFunction<List<String>> value) {
    Instrument instrument = find(definition, MetricType.COUNTER);
    Map<List<String>, ScrapedValue> series = knownSeries(definition, value);
    replace(
        definition,
        instrument,
        described(CounterWithCallback.builder(), definition)
            .callback(c -> series.forEach((k, v) -> c.call(v.read(), k.toArray(String[]::new))))
            .build(),
        series.values());
  }

  /**
   * Reads every series of a gauge whenever it is scraped.
   *
   * @param value asked on the scraping thread for each combination of label values, in the order of
   *     the definition; must neither block nor fail. NaN keeps the last value
   * @throws IllegalArgumentException if the catalogue does not have exactly this definition, or a
   *     label of it is open
   * @throws IllegalStateException if the gauge is in use already
   */
  public synchronized void gaugeCallback(
      MetricDefinition definition, ToDoubleFunction<List<String>> value) {
    Instrument instrument = find(definition, MetricType.GAUGE);
    Map<List<String>, ScrapedValue> series = knownSeries(definition, value);
    replace(
        definition,
        instrument,
        described(GaugeWithCallback.builder(), definition)
            .callback(c -> series.forEach((k, v) -> c.call(v.read(), k.toArray(String[]::new))))
            .build(),
        series.values());
  }

  private Map<List<String>, ScrapedValue> knownSeries(
      MetricDefinition definition, ToDoubleFunction<List<String>> value) {
    if (!definition.isClosed()) {
      throw new IllegalArgumentException(
          "metric '" + definition.name() + "' has an open label; its series are not known");
    }
    Map<List<String>, ScrapedValue> series = new LinkedHashMap<>();
    new LabelSet(definition, folded, redactor)
        .forEachKnown(
            values -> {
              List<String> labels = List.of(values);
              series.put(
                  labels, new ScrapedValue(definition.name(), () -> value.applyAsDouble(labels)));
            });
    return series;
  }

  private synchronized <F> F family(MetricDefinition definition, MetricType type, Class<F> kind) {
    Instrument instrument = find(definition, type);
    if (!kind.isInstance(instrument.family)) {
      throw new IllegalStateException(
          "metric '" + definition.name() + "' is fed by " + instrument.family + " already");
    }
    instrument.inUse = true;
    return kind.cast(instrument.family);
  }

  private Instrument find(MetricDefinition definition, MetricType type) {
    if (definition.type() != type) {
      throw new IllegalArgumentException(
          "metric '" + definition.name() + "' is a " + definition.type() + ", not a " + type);
    }
    Instrument instrument = instruments.get(definition.name());
    if (instrument == null || !definition.equals(catalogue.find(definition.name()))) {
      throw new IllegalArgumentException(
          "metric '" + definition.name() + "' is not in the catalogue in this form");
    }
    return instrument;
  }

  private void replace(
      MetricDefinition definition, Instrument instrument, Collector collector, Object family) {
    if (instrument.inUse) {
      throw new IllegalStateException("metric '" + definition.name() + "' is in use already");
    }
    registry.unregister(instrument.collector);
    registry.register(collector);
    instrument.collector = collector;
    instrument.family = family;
    instrument.inUse = true;
  }

  private Instrument register(MetricDefinition definition) {
    LabelSet labels = new LabelSet(definition, folded, redactor);
    return switch (definition.type()) {
      case COUNTER -> {
        Counter counter = described(Counter.builder(), definition).register(registry);
        yield new Instrument(counter, new CounterFamily(counter, labels));
      }
      case GAUGE -> {
        Gauge gauge = described(Gauge.builder(), definition).register(registry);
        yield new Instrument(gauge, new GaugeFamily(gauge, labels));
      }
      case HISTOGRAM -> {
        double[] bounds = definition.buckets().stream().mapToDouble(Double::doubleValue).toArray();
        Histogram histogram =
            described(Histogram.builder().classicUpperBounds(bounds), definition)
                .register(registry);
        yield new Instrument(histogram, new HistogramFamily(histogram, labels));
      }
    };
  }

  private static <B extends MetricWithFixedMetadata.Builder<B, ?>> B described(
      B builder, MetricDefinition definition) {
    builder
        .name(definition.name())
        .help(definition.help())
        .labelNames(definition.labelNames().toArray(String[]::new));
    return definition.unit().isEmpty() ? builder : builder.unit(new Unit(definition.unit()));
  }

  private static void requireNoLabels(MetricDefinition definition) {
    if (!definition.labels().isEmpty()) {
      throw new IllegalArgumentException(
          "metric '" + definition.name() + "' has labels and cannot be one callback's value");
    }
  }

  /** Guarded by the enclosing object. */
  private static final class Instrument {
    private Collector collector;
    private Object family;
    private boolean inUse;

    Instrument(Collector collector, Object family) {
      this.collector = collector;
      this.family = family;
    }
  }
}

package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** What is measured of calls to AI providers. Thread-safe. */
public final class AiMetrics {

  private final CounterFamily tokens;
  private final DecimalCounterFamily cost;
  private final HistogramFamily durations;
  private final CounterFamily errors;
  private final CounterFamily unpriced;
  private final HistogramFamily genAiTokens;
  private final HistogramFamily genAiDurations;
  private final HistogramFamily genAiFirstChunks;

  /** Takes the AI metrics of the catalogue; their cost counter keeps exact decimals. */
  public AiMetrics(Metrics metrics) {
    tokens = metrics.counter(StandardMetrics.AI_TOKENS);
    cost = metrics.decimalCounter(StandardMetrics.AI_COST);
    durations = metrics.histogram(StandardMetrics.AI_COMPLETION_DURATION);
    errors = metrics.counter(StandardMetrics.AI_ERRORS);
    unpriced = metrics.counter(StandardMetrics.AI_CALLS_UNPRICED);
    genAiTokens = metrics.histogram(StandardMetrics.GEN_AI_TOKEN_USAGE);
    genAiDurations = metrics.histogram(StandardMetrics.GEN_AI_OPERATION_DURATION);
    genAiFirstChunks = metrics.histogram(StandardMetrics.GEN_AI_TIME_TO_FIRST_CHUNK);
  }

  /** Makes all series of a provider exist at 0 that do not depend on a model. */
  public void expectProvider(String provider) {
    for (String errorType : StandardMetrics.AI_ERRORS.labels().get(1).values()) {
      errors.labels(provider, errorType);
    }
    durations.labels(provider, "true");
    durations.labels(provider, "false");
  }

  /** Makes all series of a model exist at 0. */
  public void expectModel(String provider, String model, String tier) {
    expectProvider(provider);
    promptTokens(provider, model);
    completionTokens(provider, model);
    costCents(provider, model, tier);
  }

  /** Tokens that a model has read, cached ones included. */
  public CounterDataPoint promptTokens(String provider, String model) {
    return tokens.labels(provider, model, "prompt");
  }

  /** Tokens that a model has written. */
  public CounterDataPoint completionTokens(String provider, String model) {
    return tokens.labels(provider, model, "completion");
  }

  /** Cost in US cents, exact. */
  public DecimalCounter costCents(String provider, String model, String tier) {
    return cost.labels(provider, model, tier);
  }

  /** How long completions took, in seconds. */
  public DistributionDataPoint duration(String provider, boolean streaming) {
    return durations.labels(provider, Boolean.toString(streaming));
  }

  /** Attempts that failed. */
  public CounterDataPoint errors(String provider, String errorType) {
    return errors.labels(provider, errorType);
  }

  /** Calls whose price is not known. */
  public CounterDataPoint unpriced(String provider, String model) {
    return unpriced.labels(provider, model);
  }

  /** Input tokens of one call; the operation as in {@code gen_ai.operation.name}. */
  public DistributionDataPoint inputTokensOfCall(String operation, String provider, String model) {
    return genAiTokens.labels(operation, provider, model, "input");
  }

  /** Output tokens of one call. */
  public DistributionDataPoint outputTokensOfCall(String operation, String provider, String model) {
    return genAiTokens.labels(operation, provider, model, "output");
  }

  /**
   * How long calls took by GenAI conventions, in seconds.
   *
   * @param errorType empty for those that succeeded
   */
  public DistributionDataPoint operationDuration(
      String operation, String provider, String model, String errorType) {
    return genAiDurations.labels(operation, provider, model, errorType);
  }

  /** How long the first chunk of streaming calls took, in seconds. */
  public DistributionDataPoint timeToFirstChunk(String operation, String provider, String model) {
    return genAiFirstChunks.labels(operation, provider, model);
  }
}

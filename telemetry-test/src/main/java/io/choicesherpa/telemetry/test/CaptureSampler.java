package io.choicesherpa.telemetry.test;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Samples as the library does: by the parent, else by rate, and what is not sampled is recorded all
 * the same.
 */
final class CaptureSampler implements Sampler {

  private final Sampler byParentOrRate;

  CaptureSampler(double rate) {
    byParentOrRate = Sampler.parentBased(Sampler.traceIdRatioBased(rate));
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    SamplingResult result =
        byParentOrRate.shouldSample(
            parentContext, traceId, name, spanKind, attributes, parentLinks);
    return result.getDecision() == SamplingDecision.DROP ? SamplingResult.recordOnly() : result;
  }

  @Override
  public String getDescription() {
    return "Capture{" + byParentOrRate.getDescription() + "}";
  }
}

package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** An ended span with other attributes, events and links; it keeps nothing of the span's own. */
final class CutSpanData implements SpanData {
  private final String name;
  private final SpanKind kind;
  private final SpanContext ids;
  private final SpanContext parentIds;
  private final StatusData status;
  private final long startEpochNanos;
  private final long endEpochNanos;
  private final Attributes attributes;
  private final int totalAttributes;
  private final List<EventData> events;
  private final int totalEvents;
  private final List<LinkData> links;
  private final int totalLinks;
  private final InstrumentationScopeInfo scope;
  private final Resource resource;

  CutSpanData(SpanData span, Attributes attributes, List<EventData> events, List<LinkData> links) {
    this.name = span.getName();
    this.kind = span.getKind();
    this.ids = span.getSpanContext();
    this.parentIds = span.getParentSpanContext();
    this.status = span.getStatus();
    this.startEpochNanos = span.getStartEpochNanos();
    this.endEpochNanos = span.getEndEpochNanos();
    this.attributes = attributes;
    this.totalAttributes = span.getTotalAttributeCount();
    this.events = events;
    this.totalEvents = span.getTotalRecordedEvents();
    this.links = links;
    this.totalLinks = span.getTotalRecordedLinks();
    this.scope = span.getInstrumentationScopeInfo();
    this.resource = span.getResource();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public SpanKind getKind() {
    return kind;
  }

  @Override
  public SpanContext getSpanContext() {
    return ids;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parentIds;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public long getStartEpochNanos() {
    return startEpochNanos;
  }

  @Override
  public long getEndEpochNanos() {
    return endEpochNanos;
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return totalAttributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public int getTotalRecordedEvents() {
    return totalEvents;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }

  @Override
  public int getTotalRecordedLinks() {
    return totalLinks;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return scope;
  }

  @Override
  @Deprecated
  public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(
        scope.getName(), scope.getVersion(), scope.getSchemaUrl());
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}

package io.choicesherpa.telemetry.redaction;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** A span with nothing left in it to hide. */
final class CleanSpan extends DelegatingSpanData {
  private final String name;
  private final Attributes attributes;
  private final List<EventData> events;
  private final List<LinkData> links;
  private final StatusData status;
  private final Resource resource;

  private CleanSpan(
      SpanData span,
      String name,
      Attributes attributes,
      List<EventData> events,
      List<LinkData> links,
      StatusData status,
      Resource resource) {
    super(span);
    this.name = name;
    this.attributes = attributes;
    this.events = events;
    this.links = links;
    this.status = status;
    this.resource = resource;
  }

  /** The span itself if it is clean. */
  @SuppressWarnings("ReferenceEquality") // Clean parts come back as the same instance.
  static SpanData of(SpanData span, Redactor redactor, CleanAttributes cleaner) {
    String name = redactor.redactText(span.getName());
    Attributes attributes = cleaner.of(span.getAttributes());
    List<EventData> events = events(span.getEvents(), redactor, cleaner);
    List<LinkData> links = links(span.getLinks(), cleaner);
    StatusData status = status(span.getStatus(), redactor);
    Resource resource = cleaner.of(span.getResource());
    boolean clean =
        name.equals(span.getName())
            && attributes == span.getAttributes()
            && events == span.getEvents()
            && links == span.getLinks()
            && status == span.getStatus()
            && resource == span.getResource();
    return clean ? span : new CleanSpan(span, name, attributes, events, links, status, resource);
  }

  private static List<EventData> events(
      List<EventData> events, Redactor redactor, CleanAttributes cleaner) {
    boolean dirty = false;
    List<EventData> clean = new ArrayList<>(events.size());
    for (EventData event : events) {
      String name = redactor.redactText(event.getName());
      Attributes attributes = cleaner.of(event.getAttributes());
      if (name.equals(event.getName()) && attributes == event.getAttributes()) {
        clean.add(event);
      } else {
        dirty = true;
        clean.add(
            EventData.create(
                event.getEpochNanos(), name, attributes, event.getTotalAttributeCount()));
      }
    }
    return dirty ? clean : events;
  }

  private static List<LinkData> links(List<LinkData> links, CleanAttributes cleaner) {
    boolean dirty = false;
    List<LinkData> clean = new ArrayList<>(links.size());
    for (LinkData link : links) {
      Attributes attributes = cleaner.of(link.getAttributes());
      dirty |= attributes != link.getAttributes();
      clean.add(LinkData.create(link.getSpanContext(), attributes, link.getTotalAttributeCount()));
    }
    return dirty ? clean : links;
  }

  private static StatusData status(StatusData status, Redactor redactor) {
    String description = redactor.redactText(status.getDescription());
    return description.equals(status.getDescription())
        ? status
        : StatusData.create(status.getStatusCode(), description);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}

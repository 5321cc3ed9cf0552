package io.choicesherpa.console.silence;

import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All silences, kept in a file so that a restart does not wake anybody. Thread-safe. */
public final class Silences {

  /** How long one that has ended can still be looked at. */
  public static final long RETENTION_MILLIS = 5L * 86_400_000;

  /** Most silences at once. */
  public static final int MAX_SILENCES = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Silences.class);

  private final Clock clock;
  private final @Nullable SilenceFile file;
  private final Map<String, Silence> silences = new LinkedHashMap<>();

  /**
   * What was kept, if anything.
   *
   * @param file null to keep them in memory only
   */
  public Silences(@Nullable Path file, Clock clock) {
    this.clock = clock;
    this.file = file == null ? null : new SilenceFile(file);
    if (this.file != null) {
      this.file.read().forEach(silence -> silences.put(silence.id(), silence));
    }
  }

  /**
   * Makes or replaces a silence.
   *
   * @throws IllegalArgumentException when there is none to replace, or there are too many
   */
  public synchronized Silence put(SilenceRequest request) {
    forgetOld();
    if (!request.id().isEmpty() && !silences.containsKey(request.id())) {
      throw new IllegalArgumentException("no silence " + request.id());
    }
    if (request.id().isEmpty() && silences.size() >= MAX_SILENCES) {
      throw new IllegalArgumentException("there are " + MAX_SILENCES + " silences already");
    }
    Silence silence =
        new Silence(
            request.id().isEmpty() ? UUID.randomUUID().toString() : request.id(),
            request.matchers(),
            request.startsAtMillis(),
            request.endsAtMillis(),
            request.createdBy(),
            request.comment());
    silences.put(silence.id(), silence);
    write();
    return silence;
  }

  /** Ends a silence now; false when there is none of this id that has not ended. */
  public synchronized boolean end(String id) {
    Silence silence = silences.get(id);
    long now = clock.millis();
    if (silence == null || silence.endsAtMillis() <= now) {
      return false;
    }
    silences.put(id, silence.endingAt(now));
    write();
    return true;
  }

  /** All, those that have ended lately included, newest first. */
  public synchronized List<Silence> all() {
    forgetOld();
    List<Silence> all = new ArrayList<>(silences.values());
    java.util.Collections.reverse(all);
    return all;
  }

  /** The one of this id; null when there is none. */
  public synchronized @Nullable Silence get(String id) {
    return silences.get(id);
  }

  /** Ids of those that silence an alert now. */
  public synchronized List<String> silencing(Labels alert) {
    long now = clock.millis();
    return silences.values().stream()
        .filter(silence -> silence.isActive(now) && silence.matches(alert))
        .map(Silence::id)
        .toList();
  }

  private void forgetOld() {
    long oldest = clock.millis() - RETENTION_MILLIS;
    silences.values().removeIf(silence -> silence.endsAtMillis() < oldest);
  }

  private void write() {
    if (file == null) {
      return;
    }
    try {
      file.write(List.copyOf(silences.values()));
    } catch (IOException e) {
      // It holds all the same until a restart.
      log.atWarn().setCause(e).log("Silences cannot be written to disk");
    }
  }
}

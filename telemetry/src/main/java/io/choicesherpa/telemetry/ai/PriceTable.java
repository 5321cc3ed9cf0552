package io.choicesherpa.telemetry.ai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What AI models cost and from when on. A model that is not in it has no price: nothing is guessed.
 *
 * <p>A model is found under its exact name, or under the name without the date of its snapshot, as
 * providers append it ({@code gpt-5-mini-2025-08-07}, {@code claude-sonnet-4-5-20250929}).
 *
 * <p>Immutable.
 */
public final class PriceTable {

  private static final String RESOURCE = "ai-prices.txt";

  private final Map<String, NavigableMap<LocalDate, Price>> byModel;

  private PriceTable(Map<String, NavigableMap<LocalDate, Price>> byModel) {
    this.byModel = byModel;
  }

  /** The list prices that come with the library; the file names its sources and their date. */
  public static PriceTable standard() {
    try (InputStream in = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
    }
  }

  /**
   * Reads a table: one price a line, {@code provider model from input cache-read cache-write
   * output}, dollars per million tokens, {@code -} where cached input costs as much as any other,
   * {@code #} starts a comment.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  public static PriceTable parse(String text) {
    Map<String, NavigableMap<LocalDate, Price>> prices = new HashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      PriceLine parsed = PriceLine.parse(line, number);
      if (parsed != null
          && prices
                  .computeIfAbsent(key(parsed.provider(), parsed.model()), k -> new TreeMap<>())
                  .put(parsed.price().from(), parsed.price())
              != null) {
        throw new IllegalArgumentException(
            "price line " + number + " repeats an earlier one: " + line.strip());
      }
    }
    return new PriceTable(prices);
  }

  /** This table with another's prices added; the other's win where both have one for a day. */
  public PriceTable plus(PriceTable other) {
    Map<String, NavigableMap<LocalDate, Price>> all = new HashMap<>();
    byModel.forEach((model, prices) -> all.put(model, new TreeMap<>(prices)));
    other.byModel.forEach(
        (model, prices) -> all.computeIfAbsent(model, k -> new TreeMap<>()).putAll(prices));
    return new PriceTable(all);
  }

  /** Whether there is any price for a model. */
  public boolean knows(String provider, String model) {
    return find(provider, model) != null;
  }

  /**
   * What these tokens cost.
   *
   * @param at when they were used
   * @return the exact cost in US cents; empty if no price was known for the model at that time
   */
  public Optional<BigDecimal> costCents(String provider, String model, AiUsage usage, Instant at) {
    NavigableMap<LocalDate, Price> prices = find(provider, model);
    if (prices == null) {
      return Optional.empty();
    }
    Map.Entry<LocalDate, Price> entry = prices.floorEntry(LocalDate.ofInstant(at, ZoneOffset.UTC));
    return entry == null ? Optional.empty() : Optional.of(entry.getValue().costCents(usage));
  }

  private @Nullable NavigableMap<LocalDate, Price> find(String provider, String model) {
    NavigableMap<LocalDate, Price> exact = byModel.get(key(provider, model));
    return exact != null ? exact : byModel.get(key(provider, SnapshotDate.strip(model)));
  }

  private static String key(String provider, String model) {
    return provider + ' ' + model;
  }
}

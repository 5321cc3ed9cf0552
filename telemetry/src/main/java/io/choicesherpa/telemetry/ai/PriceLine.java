package io.choicesherpa.telemetry.ai;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** One line of a price table. */
record PriceLine(String provider, String model, Price price) {

  private static final int COLUMNS = 7;
  private static final String AS_INPUT = "-";

  /** Null for a line without a price. */
  static @Nullable PriceLine parse(String line, int number) {
    int comment = line.indexOf('#');
    List<String> columns = split(comment < 0 ? line : line.substring(0, comment));
    if (columns.isEmpty()) {
      return null;
    }
    if (columns.size() != COLUMNS) {
      throw wrong(number, line, "has " + columns.size() + " columns, not " + COLUMNS, null);
    }
    try {
      BigDecimal input = amount(columns.get(3));
      return new PriceLine(
          columns.get(0),
          columns.get(1),
          new Price(
              LocalDate.parse(columns.get(2)),
              input,
              amountOr(columns.get(4), input),
              amountOr(columns.get(5), input),
              amount(columns.get(6))));
    } catch (DateTimeException | NumberFormatException e) {
      throw wrong(number, line, "is not understood: " + e.getMessage(), e);
    }
  }

  private static List<String> split(String text) {
    List<String> columns = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text);
    while (tokens.hasMoreTokens()) {
      columns.add(tokens.nextToken());
    }
    return columns;
  }

  private static BigDecimal amountOr(String text, BigDecimal fallback) {
    return text.equals(AS_INPUT) ? fallback : amount(text);
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount = new BigDecimal(text);
    if (amount.signum() < 0) {
      throw new NumberFormatException("negative price " + text);
    }
    return amount;
  }

  private static IllegalArgumentException wrong(
      int number, String line, String reason, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "price line " + number + " " + reason + ": " + line.strip(), cause);
  }
}

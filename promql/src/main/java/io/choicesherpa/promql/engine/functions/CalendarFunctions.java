package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.model.Labels;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** Parts of dates, in UTC and the Gregorian calendar. */
final class CalendarFunctions {

  private static final long SECONDS_PER_DAY = 86_400;

  private CalendarFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    table.put("minute", a -> apply(a, s -> Math.floorMod(s, 3600) / 60));
    table.put("hour", a -> apply(a, s -> Math.floorMod(s, SECONDS_PER_DAY) / 3600));
    table.put("day_of_week", a -> apply(a, s -> Math.floorMod(day(s) + 4, 7)));
    table.put("day_of_month", a -> apply(a, s -> CivilDate.of(day(s)).day()));
    table.put("day_of_year", a -> apply(a, s -> CivilDate.of(day(s)).dayOfYear()));
    table.put("days_in_month", a -> apply(a, s -> CivilDate.of(day(s)).daysInMonth()));
    table.put("month", a -> apply(a, s -> CivilDate.of(day(s)).month()));
    table.put("year", a -> apply(a, s -> CivilDate.of(day(s)).year()));
  }

  private static long day(long seconds) {
    return Math.floorDiv(seconds, SECONDS_PER_DAY);
  }

  private static List<Column> apply(Arguments arguments, LongUnaryOperator part) {
    if (arguments.count() > 0) {
      return MathFunctions.mapped(arguments, 0, seconds -> part.applyAsLong((long) seconds));
    }
    double[] numbers = arguments.newNumbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = part.applyAsLong(arguments.grid().at(i) / 1000);
    }
    return List.of(new Column(Labels.empty(), false, numbers));
  }

  /** A date by its parts, far beyond what {@code java.time} reaches. */
  private record CivilDate(long year, int month, int day) {

    private static final int[] DAYS_BEFORE_MONTH = {
      0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
    };

    /** The date so many days after 1970-01-01. */
    static CivilDate of(long epochDay) {
      long shifted = epochDay + 719_468;
      long era = Math.floorDiv(shifted, 146_097);
      long dayOfEra = shifted - era * 146_097;
      long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
      long dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
      long monthFromMarch = (5 * dayFromMarch + 2) / 153;
      int day = (int) (dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1);
      int month = (int) (monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
      return new CivilDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
    }

    boolean isLeap() {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    int dayOfYear() {
      return DAYS_BEFORE_MONTH[month - 1] + day + (month > 2 && isLeap() ? 1 : 0);
    }

    int daysInMonth() {
      int days = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
      return month == 2 && isLeap() ? days + 1 : days;
    }
  }
}

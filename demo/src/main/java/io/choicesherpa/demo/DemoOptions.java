package io.choicesherpa.demo;

import io.choicesherpa.demo.faults.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line asks for.
 *
 * @param runFor how long to run once all is ready; empty until stopped
 * @param people how many simulated people at once, from 0
 * @param speed how fast they are; 1 is the usual
 * @param seed what all random draws start from
 * @param portOffset added to every port
 * @param fresh whether data and logs of earlier runs are deleted first
 * @param faults what is to go wrong
 * @param help whether only the help text is wanted
 */
record DemoOptions(
    Optional<Duration> runFor,
    int people,
    double speed,
    long seed,
    int portOffset,
    boolean fresh,
    Set<Fault> faults,
    boolean help) {
  static final int MAX_PEOPLE = 500;
  static final int MAX_PORT_OFFSET = 40_000;

  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})([smh])");

  /**
   * Reads the command line; a value follows its option or stands behind {@code =}.
   *
   * @throws OptionsException naming every mistake
   */
  static DemoOptions parse(String... arguments) throws OptionsException {
    Reader reader = new Reader(arguments);
    Optional<Duration> runFor = Optional.empty();
    int people = 12;
    double speed = 1;
    long seed = 1;
    int portOffset = 0;
    boolean fresh = false;
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    boolean help = false;
    while (reader.next()) {
      switch (reader.name) {
        case "--for" -> runFor = reader.time();
        case "--people" -> people = (int) reader.number(0, MAX_PEOPLE);
        case "--speed" -> speed = reader.decimal(0.1, 100);
        case "--seed" -> seed = reader.number(Long.MIN_VALUE, Long.MAX_VALUE);
        case "--port-offset" -> portOffset = (int) reader.number(0, MAX_PORT_OFFSET);
        case "--fault" -> faults.addAll(reader.faults());
        case "--fresh" -> fresh = reader.flag();
        case "--help", "-h" -> help = reader.flag();
        default -> reader.unknown();
      }
    }
    if (!reader.mistakes.isEmpty()) {
      throw new OptionsException(reader.mistakes);
    }
    return new DemoOptions(runFor, people, speed, seed, portOffset, fresh, faults, help);
  }

  /** A few seconds with busy people: what they touch gets into the class archives. */
  DemoOptions forTraining() {
    return new DemoOptions(
        Optional.of(Duration.ofSeconds(3)), 6, 30, seed, portOffset, true, Set.of(), false);
  }

  /** Walks over the arguments and collects what is wrong with them. */
  private static final class Reader {
    private final Deque<String> arguments;
    private final List<String> mistakes = new ArrayList<>();
    private String name = "";
    private Optional<String> attached = Optional.empty();

    Reader(String... arguments) {
      this.arguments = new ArrayDeque<>(List.of(arguments));
    }

    boolean next() {
      String argument = arguments.poll();
      if (argument == null) {
        return false;
      }
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      name = equals < 0 ? argument : argument.substring(0, equals);
      attached = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
      return true;
    }

    private String value() {
      if (attached.isPresent()) {
        return attached.get();
      }
      String following = arguments.peek();
      return following == null || following.startsWith("--") ? "" : arguments.remove();
    }

    Optional<Duration> time() {
      String value = value();
      Matcher matcher = TIME.matcher(value);
      if (!matcher.matches()) {
        wrong(value, "a number followed by s, m or h, such as 90s");
        return Optional.empty();
      }
      long amount = Long.parseLong(matcher.group(1));
      return Optional.of(
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
          });
    }

    long number(long least, long most) {
      String value = value();
      try {
        long number = Long.parseLong(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, together with the range.
      }
      wrong(
          value,
          least == Long.MIN_VALUE
              ? "a whole number"
              : "a whole number from " + least + " to " + most);
      return 0;
    }

    double decimal(double least, double most) {
      String value = value();
      try {
        double number = Double.parseDouble(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, together with the range.
      }
      wrong(value, String.format(Locale.ROOT, "a number from %s to %.0f", least, most));
      return least;
    }

    Set<Fault> faults() {
      Set<Fault> faults = EnumSet.noneOf(Fault.class);
      String value = value();
      for (String title : value.split(",", -1)) {
        Optional<Fault> fault = Fault.of(title);
        if (fault.isEmpty()) {
          wrong(value, "one or more of " + Fault.titles());
          break;
        }
        faults.add(fault.get());
      }
      return faults;
    }

    boolean flag() {
      attached.ifPresent(value -> wrong(value, "no value"));
      return true;
    }

    void unknown() {
      mistakes.add("unknown option " + name);
    }

    private void wrong(String value, String allowed) {
      String given = value.isEmpty() ? "nothing" : "\"" + value + "\"";
      mistakes.add(name + " got " + given + "; it takes " + allowed);
    }
  }
}

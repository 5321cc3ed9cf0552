package io.choicesherpa.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows what is being started and how far it is: on a terminal one line that is written anew, else
 * a line every few seconds. Thread-safe.
 */
final class Progress implements AutoCloseable {
  private static final long TERMINAL_PERIOD_MILLIS = 200;
  private static final long PLAIN_PERIOD_MILLIS = 3_000;
  private static final int TERMINAL_COLUMNS = 100;

  private final PrintStream out;
  private final boolean terminal;
  private final String prefix;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Map<String, String> underWay = new LinkedHashMap<>();
  private final ScheduledExecutorService ticker;
  private int begun;
  private int done;
  private boolean lineIsOpen;
  private boolean closed;

  /**
   * Shows nothing yet.
   *
   * @param terminal whether one line is written anew
   * @param prefix comes after the time, or empty
   */
  Progress(PrintStream out, boolean terminal, String prefix, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.prefix = prefix;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to show by itself. */
  Progress start() {
    long period = terminal ? TERMINAL_PERIOD_MILLIS : PLAIN_PERIOD_MILLIS;
    Future<?> unused =
        ticker.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
    return this;
  }

  /** Something is being started; {@code doing} says more, or is empty. */
  synchronized void begin(String what, String doing) {
    if (underWay.put(what, doing) == null) {
      begun++;
    }
  }

  synchronized void done(String what) {
    if (underWay.remove(what) != null) {
      done++;
    }
  }

  /** Shows the state once. */
  synchronized void show() {
    if (closed || (underWay.isEmpty() && prefix.isEmpty())) {
      return;
    }
    StringJoiner names = new StringJoiner(", ", done + " of " + begun + " ready, starting ", "");
    underWay.forEach(
        (what, doing) -> names.add(doing.isEmpty() ? what : what + " (" + doing + ")"));
    String doing = underWay.isEmpty() ? "writing down what was learnt" : names.toString();
    String line = seconds() + " s: " + prefix + doing;
    if (terminal) {
      String shown =
          line.length() > TERMINAL_COLUMNS ? line.substring(0, TERMINAL_COLUMNS - 1) + "…" : line;
      out.print("\r\u001b[K" + shown);
      out.flush();
      lineIsOpen = true;
    } else {
      out.println(line);
    }
  }

  /** Whole seconds since this began, rounded up. */
  long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - startNanos + 999_999_999);
  }

  /** Shows nothing any more and leaves a clean line. */
  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      closed = true;
      if (lineIsOpen) {
        out.print("\r\u001b[K");
        out.flush();
        lineIsOpen = false;
      }
    }
  }
}

package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.telemetry.ai.AiErrorType;
import io.choicesherpa.telemetry.ai.AiUsage;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One attempt at a completion: the exchange runs on a thread of its own, the caller waits for its
 * pieces and can leave at any time, by interrupt, by time-out or because the listener threw.
 * Whoever leaves early breaks the exchange off.
 *
 * <p>Thread-safe.
 */
final class StreamingExchange {

  private final Executor exchanges;
  private final LongSupplier nanoTime;

  StreamingExchange(Executor exchanges, LongSupplier nanoTime) {
    this.exchanges = exchanges;
    this.nanoTime = nanoTime;
  }

  /**
   * Blocks until the answer is whole.
   *
   * @param listener called on the calling thread; what it throws is rethrown
   * @param silence longest wait for the next piece
   * @param deadlineNanos when the answer must be whole, on the clock of {@code nanoTime}
   */
  ProviderAnswer run(
      ProviderClient client,
      ModelRequest request,
      AnswerListener listener,
      Duration silence,
      long deadlineNanos)
      throws ProviderFailure, InterruptedException {
    // Not bounded by count: a whole answer is, by its tokens.
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    InFlight flight = new InFlight();
    Runnable attempt = () -> signals.add(attempt(client, request, signals));
    try {
      exchanges.execute(Context.current().wrap(() -> flight.run(attempt)));
    } catch (RejectedExecutionException e) {
      throw new ProviderFailure(AiErrorType.OTHER, "the application is closing");
    }
    boolean over = false;
    try {
      while (true) {
        long left = deadlineNanos - nanoTime.getAsLong();
        Signal signal = signals.poll(Math.min(silence.toNanos(), left), TimeUnit.NANOSECONDS);
        if (signal == null) {
          throw new ProviderFailure(AiErrorType.TIMEOUT, "no answer in time");
        } else if (signal instanceof Piece piece) {
          listener.piece(piece.text());
        } else if (signal instanceof Told told) {
          listener.usage(told.soFar());
        } else if (signal instanceof Whole whole) {
          over = true;
          return whole.answer();
        } else if (signal instanceof Failed failed) {
          over = true;
          throw failed.failure();
        }
      }
    } finally {
      if (!over) {
        flight.abort();
      }
    }
  }

  private static Signal attempt(
      ProviderClient client, ModelRequest request, BlockingQueue<Signal> signals) {
    try {
      return new Whole(client.stream(request, new Handover(signals)));
    } catch (ProviderFailure e) {
      return new Failed(e);
    } catch (RuntimeException | Error e) {
      // The waiting caller must learn of it, whatever it is; its message may quote the prompt.
      return new Failed(
          new ProviderFailure(AiErrorType.OTHER, "client failed with " + e.getClass().getName()));
    }
  }

  private sealed interface Signal {}

  private record Piece(String text) implements Signal {}

  private record Told(AiUsage soFar) implements Signal {}

  private record Whole(ProviderAnswer answer) implements Signal {}

  private record Failed(ProviderFailure failure) implements Signal {}

  /** From the exchange's thread to the caller's. */
  private record Handover(BlockingQueue<Signal> signals) implements AnswerListener {
    @Override
    public void piece(String text) {
      signals.add(new Piece(text));
    }

    @Override
    public void usage(AiUsage soFar) {
      signals.add(new Told(soFar));
    }
  }
}

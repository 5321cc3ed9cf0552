package io.choicesherpa.console;

import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.common.util.EventLoopGroups;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/** The threads of one console, so that two in one process share none. Thread-safe. */
final class ConsoleThreads implements AutoCloseable {

  private static final long SHUTDOWN_MILLIS = 500;
  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 4;

  private final EventLoopGroup eventLoops =
      EventLoopGroups.newEventLoopGroup(EVENT_LOOPS, "console-io", true);
  private final BlockingTaskExecutor workers = threads("console-work");
  private final BlockingTaskExecutor answers = threads("console-answer");

  private static BlockingTaskExecutor threads(String name) {
    return BlockingTaskExecutor.builder()
        .numThreads(WORKERS)
        .threadNamePrefix(name)
        .daemon(true)
        .build();
  }

  /** For what never blocks. */
  EventLoopGroup eventLoops() {
    return eventLoops;
  }

  /** For what arrives, and for what is done again and again. */
  BlockingTaskExecutor workers() {
    return workers;
  }

  /** Of the page's port alone: questions that take long must not keep those waiting who send. */
  BlockingTaskExecutor answers() {
    return answers;
  }

  /** Ends all, half a second after being asked at the latest; scheduled tasks run no more. */
  @Override
  public void close() {
    eventLoops
        .shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(SHUTDOWN_MILLIS);
    answers.shutdownNow();
    workers.shutdownNow();
  }
}

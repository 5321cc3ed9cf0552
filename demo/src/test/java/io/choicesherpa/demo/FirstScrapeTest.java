package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstScrapeTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
  private static final String SAMPLE =
      NOTHING.replace("[]", "[{\"metric\":{\"job\":\"choice-sherpa\"},\"value\":[9,\"8\"]}]");

  private final CountDownLatch seen = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(2);
  private final AtomicInteger status = new AtomicInteger(200);
  private volatile String answer = NOTHING;
  private volatile String query = "";
  private HttpServer console;

  @BeforeEach
  void startConsole() throws Exception {
    console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    console.createContext(
        "/api/v1/query",
        exchange -> {
          query = exchange.getRequestURI().getQuery();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          asked.countDown();
        });
    console.start();
  }

  @AfterEach
  void stopConsole() {
    console.stop(0);
  }

  @Test
  void people_waitForTheFirstSampleOfThisRun() throws Exception {
    FirstScrape.await(uri(), 1234, LONG, seen);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen.getCount()).isOne();
    assertThat(query).contains("process_start_time_seconds").endsWith("1234");

    answer = SAMPLE;
    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void consoleThatRefuses_isNotWaitedFor() throws Exception {
    status.set(401);
    FirstScrape.await(uri(), 1234, LONG, seen);
    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void consoleThatIsAway_isNotWaitedFor() throws Exception {
    URI nowhere = uri();
    console.stop(0);
    FirstScrape.await(nowhere, 1234, LONG, seen);
    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void scrapeThatNeverComes_isWaitedForAWhileOnly() throws Exception {
    FirstScrape.await(uri(), 1234, Duration.ofMillis(300), seen);
    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + console.getAddress().getPort());
  }
}

package io.choicesherpa.demo.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People against a server that answers as the backend's contract says, or refuses. */
class PeopleTest {
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Set<String> users = ConcurrentHashMap.newKeySet();
  private volatile String answer = "Let us take this one step at a time, without any hurry.";
  private final AtomicInteger refusals = new AtomicInteger();
  private final CountDownLatch completed = new CountDownLatch(3);
  private Server server;

  @BeforeEach
  void startServer() {
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .meterRegistry(new CompositeMeterRegistry())
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO);
    answer(builder, "post:/dev/token", "{\"token\":\"t\"}");
    answer(builder, "post:/api/sessions", "{\"id\":\"s\"}");
    answer(builder, "post:/api/cycles", "{\"id\":\"c\"}");
    answer(builder, "post:/api/cycles/{id}/branch", "{\"id\":\"c2\"}");
    answer(builder, "get:/api/cycles/{id}", "{\"components\":[]}");
    answer(builder, "get:/api/sessions", "{}");
    answer(builder, "get:/api/sessions/{id}", "{}");
    answer(builder, "get:/api/conversations/{id}/messages", "{}");
    answer(builder, "post:/api/conversations", "{\"id\":\"v\"}");
    answer(
        builder,
        "post:/api/conversations/{id}/messages",
        () -> "{\"assistant_message\":{\"content\":\"" + answer + "\"}}");
    answer(builder, "post:/api/cycles/{id}/components/{type}/start", "{}");
    answer(builder, "post:/api/cycles/{id}/components/{type}/complete", "{}");
    answer(builder, "post:/api/cycles/{id}/complete", "{}");
    answer(builder, "post:/api/sessions/{id}/archive", "{}");
    server = builder.build();
    server.start().join();
  }

  @AfterEach
  void stopServer() {
    server.stop().join();
  }

  private void answer(ServerBuilder builder, String route, String body) {
    answer(builder, route, () -> body);
  }

  private void answer(ServerBuilder builder, String route, Supplier<String> body) {
    String path = route.substring(route.indexOf(':') + 1);
    var binding = builder.route();
    (route.startsWith("get") ? binding.get(path) : binding.post(path))
        .build(
            (ctx, request) ->
                HttpResponse.of(
                    request
                        .aggregate()
                        .thenApply(
                            whole -> {
                              calls
                                  .computeIfAbsent(path, p -> new AtomicInteger())
                                  .incrementAndGet();
                              if (path.equals("/dev/token")) {
                                users.add(whole.contentUtf8());
                              } else if (refusals.getAndDecrement() > 0) {
                                return HttpResponse.of(
                                    ResponseHeaders.builder(HttpStatus.TOO_MANY_REQUESTS)
                                        .set("Retry-After", "0")
                                        .build());
                              }
                              if (path.endsWith("/complete")) {
                                completed.countDown();
                              }
                              return HttpResponse.of(MediaType.JSON, body.get());
                            })));
  }

  @Test
  void people_walkThroughTheirComponents() throws Exception {
    try (People people = start(8)) {
      assertThat(completed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(people.summary()).contains(" people came").doesNotContain(" 0 messages");
    }

    assertThat(calls).containsKeys("/api/sessions", "/api/cycles", "/api/conversations");
    assertThat(users).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void refusals_areWaitedOutAndTriedAgain() throws Exception {
    refusals.set(3);

    try (People people = start(2)) {
      assertThat(completed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(people.summary()).endsWith(" 0 gave up").doesNotContain(" 0 repeated");
    }
  }

  @Test
  void answersThatEndAfterAFewWords_makeDemandingPeopleLeave() throws Exception {
    answer = "Let us take th";

    try (People people = start(8)) {
      assertThat(completed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(people.summary()).doesNotContain(" 0 gave up");
    }
  }

  @Test
  void backendThatIsAway_isNoReasonToFail() throws Exception {
    URI nowhere = uri();
    server.stop().join();

    People people = People.start(nowhere, 2, 1, 100);
    long startNanos = System.nanoTime();
    people.close();

    assertThat(System.nanoTime() - startNanos).isLessThan(TimeUnit.SECONDS.toNanos(3));
    assertThat(people.summary()).startsWith("2 people came");
  }

  @Test
  void people_comeWhenTheyAreLetIn() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    try (People people = People.start(uri(), 2, 1, 100, begin)) {
      assertThat(people.summary()).startsWith("0 people came");
      begin.countDown();
      assertThat(completed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private People start(int atOnce) {
    return People.start(uri(), atOnce, 1, 100);
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort());
  }
}

package io.choicesherpa.benchmarks.backend;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One person of the load: opens a session with a conversation, then sends a message, reads the
 * messages back and looks at the session, and begins anew before the conversation gets long. The
 * mix, and what each request costs, therefore stay the same for as long as it runs. For one thread.
 */
final class Visitor implements Closeable {

  private static final int MESSAGES_PER_CONVERSATION = 12;
  private static final String MESSAGE =
      "{\"content\":\"We could move to the smaller office, but half of us would have a longer way"
          + " to work. What should we look at first?\"}";

  private final HttpConnection connection;
  private final String token;
  private String session = "";
  private String conversation = "";
  private int step;
  private int messages = MESSAGES_PER_CONVERSATION;

  Visitor(int port, String token) throws IOException {
    connection = new HttpConnection(port);
    this.token = token;
  }

  /**
   * Sends the next request.
   *
   * @param nanos is told how long the answer took
   * @throws IOException also when the answer is not what it should be: then nothing is worth
   *     measuring
   */
  void next(LongConsumer nanos) throws IOException {
    if (messages == MESSAGES_PER_CONVERSATION && step == 0) {
      begin(nanos);
      messages = 0;
    }
    switch (step) {
      case 0 -> {
        String unused =
            timed(nanos, "POST", "/api/conversations/" + conversation + "/messages", MESSAGE);
        messages++;
      }
      case 1 -> {
        String unused =
            timed(nanos, "GET", "/api/conversations/" + conversation + "/messages", null);
      }
      default -> {
        String unused = timed(nanos, "GET", "/api/sessions/" + session, null);
      }
    }
    step = (step + 1) % 3;
  }

  private void begin(LongConsumer nanos) throws IOException {
    session = field("id", timed(nanos, "POST", "/api/sessions", "{\"title\":\"Where to work\"}"));
    String cycle =
        field("id", timed(nanos, "POST", "/api/cycles", "{\"session_id\":\"" + session + "\"}"));
    String unused =
        timed(nanos, "POST", "/api/cycles/" + cycle + "/components/issue_raising/start", null);
    conversation =
        field(
            "id",
            timed(
                nanos,
                "POST",
                "/api/conversations",
                "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"issue_raising\"}"));
  }

  private String timed(LongConsumer nanos, String method, String path, @Nullable String json)
      throws IOException {
    long start = System.nanoTime();
    HttpConnection.Answer answer = connection.send(method, path, token, json);
    nanos.accept(System.nanoTime() - start);
    if (answer.status() / 100 != 2) {
      throw new IOException(method + " " + path + " answered " + answer.status());
    }
    return answer.body();
  }

  /** A text field of a flat JSON object. */
  private static String field(String name, String json) throws IOException {
    String key = "\"" + name + "\":\"";
    int start = json.indexOf(key);
    int end = start < 0 ? -1 : json.indexOf('"', start + key.length());
    if (end < 0) {
      throw new IOException("an answer without " + name);
    }
    return json.substring(start + key.length(), end);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}

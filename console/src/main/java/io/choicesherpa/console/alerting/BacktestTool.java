package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code ./backtest}: asks a running console which alerts a rule file would have made
 * of what it keeps.
 */
public final class BacktestTool {

  static final int EXIT_CODE_FAILED = 1;
  static final int EXIT_CODE_USAGE = 64;

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> environment;
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;

  /** {@code environment}: {@code CONSOLE_TOKEN} is sent along where it is set. */
  public BacktestTool(
      Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Runs as a command of its own. */
  @SuppressWarnings("SystemOut") // a terminal is what it writes to
  public static void main(String[] args) throws InterruptedException {
    System.exit(
        new BacktestTool(System.getenv(), Clock.systemUTC(), System.out, System.err).run(args));
  }

  /**
   * Runs the files of {@code args} one after the other.
   *
   * @return 0 when all could be run, 1 when one could not, 64 when the arguments make no sense
   */
  public int run(String... args) throws InterruptedException {
    BacktestOptions options;
    try {
      options = BacktestOptions.parse(args, clock);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println();
      err.println(BacktestOptions.USAGE);
      return EXIT_CODE_USAGE;
    }
    if (options.files().isEmpty()) {
      out.println(BacktestOptions.USAGE);
      return 0;
    }
    int code = 0;
    for (Path file : options.files()) {
      try {
        print(file, ask(file, options));
      } catch (NoSuchFileException e) {
        err.println(file + ": no such file");
        code = EXIT_CODE_FAILED;
      } catch (IOException e) {
        err.println(file + ": " + e.getMessage());
        code = EXIT_CODE_FAILED;
      }
    }
    return code;
  }

  private String ask(Path file, BacktestOptions options) throws IOException, InterruptedException {
    String query =
        "?start="
            + options.startMillis()
            + "&end="
            + options.endMillis()
            + "&alert="
            + URLEncoder.encode(options.alert(), StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(options.console() + "/console/api/backtest" + query))
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString(Files.readString(file)));
    String token = environment.getOrDefault("CONSOLE_TOKEN", "");
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    HttpResponse<String> response;
    try {
      response =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("no console answers at " + options.console() + " (" + e + ")", e);
    }
    if (response.statusCode() != 200) {
      throw new IOException(errorOf(response.body()));
    }
    return response.body();
  }

  private static String errorOf(String body) throws IOException {
    try (JsonParser in = JSON.createParser(body)) {
      while (in.nextToken() != null) {
        if (in.currentToken() == JsonToken.VALUE_STRING && "error".equals(in.currentName())) {
          return in.getText();
        }
      }
    }
    return body;
  }

  private void print(Path file, String answer) throws IOException {
    out.println(file + ":");
    int alerts = 0;
    int fired = 0;
    long evaluations = 0;
    try (JsonParser in = JSON.createParser(answer)) {
      in.nextToken();
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        in.nextToken();
        switch (field) {
          case "evaluations" -> evaluations = in.getLongValue();
          case "alerts" -> {
            while (in.nextToken() != JsonToken.END_ARRAY) {
              BacktestAlert alert = BacktestAlert.read(in);
              out.println("  " + alert);
              alerts++;
              fired += alert.firedAtMillis() == null ? 0 : 1;
            }
          }
          case "errors" -> {
            while (in.nextToken() != JsonToken.END_ARRAY) {
              out.println("  failed: " + in.getText());
            }
          }
          default -> in.skipChildren();
        }
      }
    }
    out.println("  " + alerts + " alerts, " + fired + " fired, in " + evaluations + " evaluations");
  }

  static Map<String, String> readTexts(JsonParser in) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      texts.put(name, in.getValueAsString(""));
    }
    return texts;
  }

  static @Nullable Long readTime(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL ? null : Long.valueOf(in.getLongValue());
  }
}

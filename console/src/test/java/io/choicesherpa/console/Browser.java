package io.choicesherpa.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debian's Chromium without a window, driven over its DevTools port: a virtual clock would wait for
 * ever for the page's open stream. Remembers what the page complained about and whom it asked.
 */
final class Browser implements AutoCloseable {

  private static final long LIMIT_SECONDS = 20;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  /** What the page wrote to its console, threw, or was refused by its policy. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  /** Addresses of all requests. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private Browser(Process process, Path profile, URI devTools) {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(devTools, new Listener())
            .join();
  }

  /** The executable; null when there is none on the path. */
  static @Nullable Path executable() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  static Browser open(Path executable) {
    try {
      Path profile = Files.createTempDirectory("console-browser");
      Process process =
          new ProcessBuilder(
                  executable.toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--disable-dev-shm-usage",
                  "--hide-scrollbars",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Browser(process, profile, page(profile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI page(Path profile) throws IOException {
    Path portFile = profile.resolve("DevToolsActivePort");
    Await.until("Chromium listens", () -> size(portFile) > 0);
    String port = Files.readAllLines(portFile).get(0);
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    Await.until("a page is there", () -> !Http.json(list).isEmpty());
    for (JsonNode target : Http.json(list)) {
      if (target.at("/type").asText().equals("page")) {
        return URI.create(target.at("/webSocketDebuggerUrl").asText());
      }
    }
    throw new IllegalStateException("Chromium has no page");
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Browser enable() {
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
    return this;
  }

  JsonNode call(String method, Map<String, ?> params) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(params));
    socket.sendText(message.toString(), true).join();
    JsonNode result = answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new IllegalStateException(method + ": " + result.get("error"));
    }
    return result.get("result");
  }

  void size(int width, int height, String scheme) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void go(URI uri) {
    call("Page.navigate", Map.of("url", uri.toString()));
  }

  /** The value of a JavaScript expression. */
  JsonNode eval(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.at("/result/value");
  }

  void await(String expression) {
    Await.until(expression, () -> eval("Boolean(" + expression + ")").asBoolean());
  }

  /** Text as a person sees it, once there is any; empty when there is none within the limit. */
  String text(String selector) {
    try {
      Await.until(selector, () -> !textNow(selector).isBlank());
    } catch (AssertionError e) {
      return "";
    }
    return textNow(selector);
  }

  private String textNow(String selector) {
    return eval("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''").asText();
  }

  /** A real click in the middle of the element, once it is there. */
  void click(String selector) {
    await("document.querySelector(" + quoted(selector) + ")");
    JsonNode at =
        eval(
            "(() => {const e = document.querySelector(%s); e.scrollIntoView({block:'center'}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]})()"
                .formatted(quoted(selector)));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", at.get(0), "y", at.get(1), "button", "left", "clickCount", 1));
    }
  }

  /** A real click at a place in the element, given as an expression for [x, y]. */
  void clickWithin(String selector, String place) {
    JsonNode at =
        eval(
            "(() => {const r = document.querySelector(%s).getBoundingClientRect(); const [x, y] = %s; return [r.x + x, r.y + y]})()"
                .formatted(quoted(selector), place));
    mouse("mouseMoved", at.get(0).asDouble(), at.get(1), 0);
    mouse("mousePressed", at.get(0).asDouble(), at.get(1), 1);
    mouse("mouseReleased", at.get(0).asDouble(), at.get(1), 0);
  }

  /** Presses at a share of the element's width, moves to another and lets go. */
  void drag(String selector, double from, double to) {
    JsonNode box =
        eval(
            "(() => {const r = document.querySelector(%s).getBoundingClientRect(); return [r.x, r.width, r.y + r.height / 2]})()"
                .formatted(quoted(selector)));
    double start = box.get(0).asDouble() + from * box.get(1).asDouble();
    double end = box.get(0).asDouble() + to * box.get(1).asDouble();
    mouse("mouseMoved", start, box.get(2), 0);
    mouse("mousePressed", start, box.get(2), 1);
    mouse("mouseMoved", (start + end) / 2, box.get(2), 1);
    mouse("mouseMoved", end, box.get(2), 1);
    mouse("mouseReleased", end, box.get(2), 0);
  }

  private void mouse(String type, double x, JsonNode y, int buttons) {
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type", type, "x", x, "y", y, "button", "left", "buttons", buttons, "clickCount", 1));
  }

  /** Roles and places of controls that a screen reader could not name. */
  List<String> namelessControls() {
    List<String> nameless = new ArrayList<>();
    call("Accessibility.enable", Map.of());
    for (JsonNode node : call("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
      String role = node.at("/role/value").asText();
      boolean isControl =
          List.of("button", "link", "textbox", "searchbox", "combobox", "checkbox", "tab")
              .contains(role);
      if (isControl
          && !node.at("/ignored").asBoolean()
          && node.at("/name/value").asText().isBlank()) {
        nameless.add(role + " " + node.at("/backendDOMNodeId").asText());
      }
    }
    call("Accessibility.disable", Map.of());
    return nameless;
  }

  /** One key, such as {@code j} or {@code Enter}. */
  void press(String key) {
    String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
    int code =
        switch (key) {
          case "Enter" -> 13;
          case "Escape" -> 27;
          case "Tab" -> 9;
          case "ArrowDown" -> 40;
          case "ArrowLeft" -> 37;
          default -> Character.toUpperCase(key.charAt(0));
        };
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("keyDown") ? text : ""));
    }
  }

  /** Writes what is to be seen to {@code file}. */
  void screenshot(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String data = call("Page.captureScreenshot", Map.of("format", "png")).at("/data").asText();
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String quoted(String text) {
    return JSON.valueToTree(text).toString();
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join());
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receive(Http.parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void receive(JsonNode message) {
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
        return;
      }
      switch (message.at("/method").asText()) {
        case "Network.requestWillBeSent" ->
            requests.add(message.at("/params/request/url").asText());
        case "Runtime.exceptionThrown" ->
            complaints.add(message.at("/params/exceptionDetails").toString());
        case "Log.entryAdded" ->
            complaints.add(
                message.at("/params/entry/text").asText()
                    + " "
                    + message.at("/params/entry/url").asText());
        case "Runtime.consoleAPICalled" -> complaints.add(message.at("/params/args").toString());
        default -> {}
      }
    }
  }
}

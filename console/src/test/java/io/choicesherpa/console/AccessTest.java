package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final String TOKEN = "a token of enough characters";

  private static Console open;
  private static Console guarded;

  @BeforeAll
  static void start() {
    open = TestConsole.start();
    guarded = Console.start(TestConsole.config().token(TOKEN).build());
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  private static URI at(Console console, String path) {
    return console.uri().resolve(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app/js/main.js",
        "/api/services",
        "/console/api/overview",
        "/health",
        "/nowhere"
      })
  void everyAnswer_carriesTheSecurityHeadersAndOpensNothingToOtherOrigins(String path) {
    HttpResponse<byte[]> response = Http.get(at(open, path), "origin", "http://evil.example");

    String policy = response.headers().firstValue("content-security-policy").orElse("");
    assertThat(policy)
        .contains(
            "default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe-inline", "unsafe-eval", "http:", "https:", "*");
    assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(response.headers().map())
        .doesNotContainKeys("access-control-allow-origin", "server");
  }

  @Test
  void page_inlineImportMapIsTheOneThatThePolicyAllows() throws Exception {
    HttpResponse<byte[]> response = Http.get(at(open, "/"));
    Matcher inline =
        Pattern.compile("<script type=\"importmap\">(.*?)</script>")
            .matcher(new String(response.body(), StandardCharsets.UTF_8));
    assertThat(inline.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(inline.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(response.headers().firstValue("content-security-policy").orElse(""))
        .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    Matcher module = Pattern.compile("\"(/lib/[^\"]+\\.js)\"").matcher(inline.group(1));
    while (module.find()) {
      assertThat(Http.get(at(open, module.group(1))).statusCode())
          .as(module.group(1))
          .isEqualTo(200);
    }
  }

  @Test
  void files_ownOnesAreAskedForAgainAndLibrariesKept() {
    HttpResponse<byte[]> own = Http.get(at(open, "/app/js/main.js"));
    assertThat(own.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(own.headers().firstValue("content-type").orElse("")).contains("javascript");
    String etag = own.headers().firstValue("etag").orElse("");
    HttpResponse<byte[]> again = Http.get(at(open, "/app/js/main.js"), "if-none-match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(
            Http.get(at(open, "/lib/lit/3.3.2/index.js"))
                .headers()
                .firstValue("cache-control")
                .orElse(""))
        .contains("immutable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/../ConsoleConfig.class",
        "/app/%2e%2e/Console.class",
        "/app/index.html",
        "/app/js/",
        "/app/js",
        "/lib/../../MANIFEST.MF",
        "/lib/echarts/5.5.0/index.js",
        "/app/js%2fmain.js%00.js",
        "/lib//etc/x.js"
      })
  void files_nothingElseOnTheClassPathIsServed(String path) {
    assertThat(Http.get(at(open, path)).statusCode()).isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,200",
    "localhost:3000,200",
    "[::1]:3000,200",
    "x.localhost,200",
    "evil.example,421",
    "127.0.0.1.evil.example:80,421"
  })
  void hostNamedByTheRequest_mustNotBeOneThatOthersCanPointHere(String host, int status)
      throws IOException {
    assertThat(
            rawStatus(
                open.port(),
                "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .isEqualTo(status);
  }

  private static int rawStatus(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String line = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(line.substring(9));
    }
  }

  @Test
  void preflightOfAnotherOrigin_isNotGranted() {
    HttpResponse<byte[]> response =
        Http.method(
            "OPTIONS",
            open.otlpHttpEndpoint().resolve("/v1/traces"),
            "origin",
            "http://evil.example",
            "access-control-request-method",
            "POST");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/services",
        "/console/api/overview",
        "/console/api/live",
        "/app/js/main.js",
        "/"
      })
  void token_isWantedEverywhereButAtHealth(String path) {
    assertThat(Http.get(at(guarded, path)).statusCode()).isEqualTo(401);
    assertThat(Http.get(at(guarded, path), "authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(Http.get(at(guarded, "/health")).statusCode()).isEqualTo(200);
  }

  @Test
  void token_letsProgramsIn() {
    assertThat(
            Http.get(at(guarded, "/api/services"), "authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
    byte[] empty = {};
    assertThat(TestConsole.send(guarded, "/v1/traces", empty).statusCode()).isEqualTo(401);
    assertThat(
            TestConsole.send(guarded, "/v1/traces", empty, "authorization", "Bearer " + TOKEN)
                .statusCode())
        .isEqualTo(200);
    assertThat(GrpcProbe.call(guarded.otlpGrpcPort(), empty, CallOptions.DEFAULT))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void loginForm_givesBrowsersACookieThatIsNotTheToken() {
    HttpResponse<byte[]> form = Http.get(at(guarded, "/"), "accept", "text/html");
    assertThat(form.statusCode()).isEqualTo(401);
    assertThat(new String(form.body(), StandardCharsets.UTF_8))
        .contains("<form method=\"post\" action=\"/login\"");

    assertThat(login("wrong").statusCode()).isEqualTo(403);
    HttpResponse<byte[]> in = login(TOKEN);
    assertThat(in.statusCode()).isEqualTo(303);
    String cookie = in.headers().firstValue("set-cookie").orElse("");
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict")
        .doesNotContain(TOKEN);
    assertThat(Http.get(at(guarded, "/"), "cookie", cookie.split(";", 2)[0]).statusCode())
        .isEqualTo(200);
  }

  private static HttpResponse<byte[]> login(String token) {
    return Http.post(
        at(guarded, "/login"),
        ("token=" + token.replace(' ', '+')).getBytes(StandardCharsets.UTF_8),
        "content-type",
        "application/x-www-form-urlencoded",
        "accept",
        "text/html");
  }
}

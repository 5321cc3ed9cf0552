import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where alertmanager.yml sends notifications, for as long as stack/verify runs: on loopback, each notification a
 * line of JSON with the time and the path that it came to.
 */
final class AlertReceiver {
  private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

  private AlertReceiver() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    Path file = Path.of(arguments[1]);
    Files.writeString(file, "");
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", exchange -> take(exchange, file));
    server.start();
  }

  private static synchronized void take(HttpExchange exchange, Path file) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
      boolean post = exchange.getRequestMethod().equals("POST");
      if (post) {
        // Alertmanager's JSON has no line break in it.
        String line =
            String.format(
                "{\"at\":%d,\"path\":\"%s\",\"body\":%s}%n",
                System.currentTimeMillis() / 1000,
                exchange.getRequestURI().getPath().replaceAll("[^a-z/-]", ""),
                new String(body, StandardCharsets.UTF_8).strip());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
          out.write(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      exchange.sendResponseHeaders(post ? 200 : 405, -1);
    }
  }
}

package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's own files under {@code /app}, its libraries under {@code /lib} with their version in
 * the path. Own files are asked for again each time and answered with 304; a library's path never
 * changes its content, so it is kept for good.
 */
final class PageFiles {

  private static final String HOME = "io/choicesherpa/console/web/";
  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String REVALIDATE = "no-cache";
  private static final String FOREVER = "public, max-age=31536000, immutable";

  /** Only what the page is made of, whatever else lies on the class path. */
  private static final Pattern PLAIN_PATH =
      Pattern.compile("[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*\\.(?:js|css|svg)");

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "js", MediaType.JAVASCRIPT_UTF_8,
          "css", MediaType.CSS_UTF_8,
          "svg", MediaType.SVG_UTF_8,
          "html", MediaType.HTML_UTF_8);

  private final Map<String, ClassPathFile> files = new ConcurrentHashMap<>();
  private final ImportMap importMap = ImportMap.ofWebJars();
  private final ClassPathFile index;

  PageFiles() {
    String template = text("index.html");
    index =
        ClassPathFile.of(
            template.replace("%IMPORT_MAP%", importMap.json()).getBytes(StandardCharsets.UTF_8));
  }

  String importMapHash() {
    return "sha256-" + ClassPathFile.sha256(importMap.json().getBytes(StandardCharsets.UTF_8));
  }

  void addTo(ServerBuilder server) {
    server
        .route()
        .get("/")
        .build((ctx, request) -> answer(request, index, MediaType.HTML_UTF_8, REVALIDATE));
    server
        .route()
        .pathPrefix("/app")
        .methods(HttpMethod.GET)
        .build((ctx, request) -> file(ctx, request, HOME, REVALIDATE));
    server
        .route()
        .pathPrefix("/lib")
        .methods(HttpMethod.GET)
        .build(
            (ctx, request) ->
                importMap.covers(relative(ctx))
                    ? file(ctx, request, WEBJARS, FOREVER)
                    : HttpResponse.of(HttpStatus.NOT_FOUND));
  }

  HttpResponse loginForm(HttpStatus status) {
    String message = status.equals(HttpStatus.FORBIDDEN) ? "This token is not the right one." : "";
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(MediaType.HTML_UTF_8)
            .add("cache-control", "no-store")
            .build(),
        HttpData.ofUtf8(text("login.html").replace("%MESSAGE%", message)));
  }

  private static String relative(ServiceRequestContext ctx) {
    String path = ctx.mappedPath();
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private String text(String name) {
    ClassPathFile file = ClassPathFile.read(HOME + name);
    if (file == null) {
      throw new IllegalStateException(HOME + name + " is missing on the class path");
    }
    return new String(file.content(), StandardCharsets.UTF_8);
  }

  private HttpResponse file(
      ServiceRequestContext ctx, HttpRequest request, String home, String caching) {
    String path = relative(ctx);
    if (!PLAIN_PATH.matcher(path).matches()) {
      return HttpResponse.of(HttpStatus.NOT_FOUND);
    }
    // Nothing is remembered of names that do not exist, or anybody could fill the memory.
    ClassPathFile file = files.get(home + path);
    if (file == null) {
      file = ClassPathFile.read(home + path);
      if (file == null) {
        return HttpResponse.of(HttpStatus.NOT_FOUND);
      }
      files.put(home + path, file);
    }
    MediaType type =
        TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), MediaType.OCTET_STREAM);
    return answer(request, file, type, caching);
  }

  private static HttpResponse answer(
      HttpRequest request, ClassPathFile file, MediaType type, String caching) {
    boolean unchanged =
        request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "").contains(file.etag());
    ResponseHeaders headers =
        ResponseHeaders.builder(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
            .contentType(type)
            .add("etag", file.etag())
            .add("cache-control", caching)
            .build();
    return unchanged
        ? HttpResponse.of(headers)
        : HttpResponse.of(headers, HttpData.wrap(file.content()));
  }
}

package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.regex.Pattern;

/**
 * The paths that alerts' links have, as Grafana and a folder of runbook pages serve them: {@code
 * /d/{uid}} and {@code /runbook/{name}.md} lead to the page's own addresses.
 */
final class AlertLinks {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private AlertLinks() {}

  static void addTo(ServerBuilder server) {
    server
        .route()
        .get("/d/{uid}")
        .build((ctx, request) -> to("dashboards", String.valueOf(ctx.pathParam("uid"))));
    server
        .route()
        .get("/runbook/{page}")
        .build((ctx, request) -> to("alerts", alert(String.valueOf(ctx.pathParam("page")))));
  }

  private static String alert(String page) {
    return page.endsWith(".md") ? page.substring(0, page.length() - ".md".length()) : page;
  }

  /** Nothing but a name goes into the address. */
  private static HttpResponse to(String page, String name) {
    return NAME.matcher(name).matches()
        ? HttpResponse.ofRedirect(HttpStatus.FOUND, "/#/" + page + "/" + name)
        : HttpResponse.of(HttpStatus.NOT_FOUND);
  }
}

package io.choicesherpa.console.dashboards;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.json.JsonResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dashboards for the page: the list, and each file as it is. */
public final class DashboardsApi {

  private final DashboardFiles files;

  /**
   * Over a directory.
   *
   * @param directory {@code CONSOLE_DASHBOARD_DIR}; null for none
   */
  public DashboardsApi(@Nullable Path directory) {
    files = new DashboardFiles(directory);
  }

  /** Puts the routes on {@code server}. */
  public void addTo(ServerBuilder server) {
    server
        .route()
        .get("/console/api/dashboards")
        .build((ctx, request) -> JsonResponses.later(ctx, this::list));
    server
        .route()
        .get("/console/api/dashboards/{uid}")
        .build(
            (ctx, request) -> {
              String uid = String.valueOf(ctx.pathParam("uid"));
              return JsonResponses.later(ctx, () -> one(uid));
            });
  }

  private HttpResponse list() {
    List<DashboardFile> dashboards = read();
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("dashboards");
          for (DashboardFile dashboard : dashboards) {
            out.writeStartObject();
            out.writeStringField("uid", dashboard.uid());
            out.writeStringField("title", dashboard.title());
            out.writeStringField("description", dashboard.description());
            out.writeNumberField("panels", dashboard.panels());
            out.writeStringField("problem", dashboard.problem());
            out.writeArrayFieldStart("tags");
            for (String tag : dashboard.tags()) {
              out.writeString(tag);
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private HttpResponse one(String uid) {
    for (DashboardFile dashboard : read()) {
      if (dashboard.uid().equals(uid)) {
        return dashboard.problem().isEmpty()
            ? whole(dashboard)
            : error(HttpStatus.UNPROCESSABLE_ENTITY, uid + ".json: " + dashboard.problem());
      }
    }
    return error(HttpStatus.NOT_FOUND, "there is no dashboard " + uid);
  }

  private static HttpResponse whole(DashboardFile dashboard) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.JSON_UTF_8)
            .add("cache-control", "no-store")
            .build(),
        HttpData.ofUtf8(dashboard.json()));
  }

  private static HttpResponse error(HttpStatus status, String message) {
    return JsonResponses.of(
        status,
        out -> {
          out.writeStartObject();
          out.writeStringField("error", message);
          out.writeEndObject();
        });
  }

  private List<DashboardFile> read() {
    try {
      return files.all();
    } catch (IOException e) {
      throw new UncheckedIOException("dashboards cannot be read", e);
    }
  }
}

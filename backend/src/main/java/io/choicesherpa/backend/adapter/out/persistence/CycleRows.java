package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Components;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds rows of cycle × component, cycle after cycle in the rows' order, into cycles. */
final class CycleRows {

  static List<Cycle> read(ResultSet rows) throws SQLException {
    Map<CycleId, Building> byId = new LinkedHashMap<>();
    while (rows.next()) {
      CycleId id = new CycleId(Columns.uuid(rows, "id"));
      Building building = byId.get(id);
      if (building == null) {
        building = Building.of(id, rows);
        byId.put(id, building);
      }
      Component component = component(rows);
      if (component != null) {
        building.components.add(component);
      }
    }
    return byId.values().stream().map(Building::cycle).toList();
  }

  private static @Nullable Component component(ResultSet row) throws SQLException {
    String name = row.getString("component_type");
    if (name == null) {
      return null;
    }
    ComponentType type =
        ComponentType.parse(name)
            .orElseThrow(() -> new SQLException("unknown component_type " + name));
    Instant startedAt = Columns.instant(row, "started_at");
    Instant completedAt = Columns.instantOrNull(row, "component_completed_at");
    return completedAt == null
        ? new Component.InProgress(type, startedAt)
        : new Component.Completed(type, startedAt, completedAt);
  }

  private record Building(
      CycleId id,
      SessionId session,
      @Nullable CycleId parent,
      Instant createdAt,
      @Nullable Instant completedAt,
      List<Component> components) {

    static Building of(CycleId id, ResultSet row) throws SQLException {
      UUID parent = row.getObject("parent_id", UUID.class);
      return new Building(
          id,
          new SessionId(Columns.uuid(row, "session_id")),
          parent == null ? null : new CycleId(parent),
          Columns.instant(row, "created_at"),
          Columns.instantOrNull(row, "completed_at"),
          new ArrayList<>());
    }

    Cycle cycle() {
      Components all = Components.of(components);
      return completedAt == null
          ? new Cycle.Open(id, session, parent, createdAt, all)
          : new Cycle.Completed(id, session, parent, createdAt, completedAt, all);
    }
  }

  private CycleRows() {}
}

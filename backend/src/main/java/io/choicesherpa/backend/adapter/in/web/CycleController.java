package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.application.port.in.BranchCycle;
import io.choicesherpa.backend.application.port.in.CompleteCycle;
import io.choicesherpa.backend.application.port.in.CreateCycle;
import io.choicesherpa.backend.application.port.in.ViewCycle;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.SessionId;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/cycles")
final class CycleController {

  private final CreateCycle createCycle;
  private final ViewCycle viewCycle;
  private final BranchCycle branchCycle;
  private final CompleteCycle completeCycle;

  CycleController(
      CreateCycle createCycle,
      ViewCycle viewCycle,
      BranchCycle branchCycle,
      CompleteCycle completeCycle) {
    this.createCycle = createCycle;
    this.viewCycle = viewCycle;
    this.branchCycle = branchCycle;
    this.completeCycle = completeCycle;
  }

  @PostMapping
  ResponseEntity<CycleResponse> create(
      @AuthenticationPrincipal Actor actor, @RequestBody NewCycle body) {
    SessionId session =
        Wire.id("session", Wire.required("session_id", body.sessionId()), SessionId::parse);
    return created(CycleResponse.of(createCycle.create(actor.user(), session)));
  }

  @GetMapping("/{id}")
  CycleResponse view(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    return CycleResponse.of(viewCycle.view(actor.user(), Wire.id("cycle", id, CycleId::parse)));
  }

  @PostMapping("/{id}/branch")
  ResponseEntity<CycleResponse> branch(
      @AuthenticationPrincipal Actor actor,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable NewBranch body) {
    String from = body == null ? null : body.componentType();
    ComponentType type = from == null ? null : Wire.componentType(from);
    return created(
        CycleResponse.of(
            branchCycle.branch(actor.user(), Wire.id("cycle", id, CycleId::parse), type)));
  }

  @PostMapping("/{id}/complete")
  CycleResponse complete(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    return CycleResponse.of(
        completeCycle.complete(actor.user(), Wire.id("cycle", id, CycleId::parse)));
  }

  private static ResponseEntity<CycleResponse> created(CycleResponse cycle) {
    return ResponseEntity.created(URI.create("/api/cycles/" + cycle.id())).body(cycle);
  }

  record NewCycle(@Nullable String sessionId) {}

  /** The component from which the new cycle starts afresh; none to take over all that is done. */
  record NewBranch(@Nullable String componentType) {}
}

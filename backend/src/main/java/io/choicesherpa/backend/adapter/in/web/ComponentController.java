package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.application.port.in.CompleteComponent;
import io.choicesherpa.backend.application.port.in.StartComponent;
import io.choicesherpa.backend.domain.CycleId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/cycles/{id}/components/{type}")
final class ComponentController {

  private final StartComponent startComponent;
  private final CompleteComponent completeComponent;

  ComponentController(StartComponent startComponent, CompleteComponent completeComponent) {
    this.startComponent = startComponent;
    this.completeComponent = completeComponent;
  }

  @PostMapping("/start")
  ComponentResponse start(
      @AuthenticationPrincipal Actor actor, @PathVariable String id, @PathVariable String type) {
    return ComponentResponse.of(
        startComponent.start(
            actor.user(), Wire.id("cycle", id, CycleId::parse), Wire.componentType(type)),
        null);
  }

  @PostMapping("/complete")
  ComponentResponse complete(
      @AuthenticationPrincipal Actor actor, @PathVariable String id, @PathVariable String type) {
    return ComponentResponse.of(
        completeComponent.complete(
            actor.user(), Wire.id("cycle", id, CycleId::parse), Wire.componentType(type)),
        null);
  }
}

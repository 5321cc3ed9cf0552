package io.choicesherpa.examples.hikes;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans hikes over HTTP. */
@RestController
class Hikes {

  private final Planner planner;

  Hikes(Planner planner) {
    this.planner = planner;
  }

  @GetMapping("/hikes/{peak}")
  String plan(@PathVariable String peak, @RequestParam(defaultValue = "summer") String season) {
    return planner.plan(peak, season);
  }
}

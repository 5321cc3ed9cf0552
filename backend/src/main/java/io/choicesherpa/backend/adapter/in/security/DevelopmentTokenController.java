package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.backend.adapter.in.problem.BadRequestException;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UnknownValueException;
import io.choicesherpa.backend.domain.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Makes tokens for whoever asks from this machine; where there are none, there is no such path. */
@RestController
final class DevelopmentTokenController {

  private final ObjectProvider<DevelopmentTokens> tokens;

  DevelopmentTokenController(ObjectProvider<DevelopmentTokens> tokens) {
    this.tokens = tokens;
  }

  @PostMapping("/dev/token")
  TokenResponse issue(@RequestBody TokenRequest body, HttpServletRequest request) {
    DevelopmentTokens issuer = tokens.getIfAvailable();
    if (issuer == null || !LoopbackGuard.isLocal(request)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    if (body.userId() == null) {
      throw new BadRequestException("user_id", "user_id is required.");
    }
    String tier = body.tier() == null ? Tier.FREE.wireName() : body.tier();
    return new TokenResponse(
        issuer.issue(
            new UserId(body.userId()),
            Tier.parse(tier)
                .orElseThrow(() -> new UnknownValueException("tier", Tier.wireNames()))));
  }

  record TokenRequest(@Nullable String userId, @Nullable String tier) {}

  record TokenResponse(String token) {}
}

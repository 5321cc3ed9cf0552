package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.backend.adapter.in.problem.BadRequestException;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UnknownValueException;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.audit.AuditOutcome;
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
  private final AuditLog audit;

  DevelopmentTokenController(ObjectProvider<DevelopmentTokens> tokens, AuditLog audit) {
    this.tokens = tokens;
    this.audit = audit;
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
    UserId user = new UserId(body.userId());
    String name = body.tier() == null ? Tier.FREE.wireName() : body.tier();
    Tier tier =
        Tier.parse(name).orElseThrow(() -> new UnknownValueException("tier", Tier.wireNames()));
    String token = issuer.issue(user, tier);
    audit.record(new AuditEvent("token.issue", AuditOutcome.SUCCESS, user.value(), "token", null));
    return new TokenResponse(token);
  }

  record TokenRequest(@Nullable String userId, @Nullable String tier) {}

  record TokenResponse(String token) {}
}

package io.choicesherpa.backend.adapter.in.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** A request's authentication; {@link #actor} is the person. It does not keep the token. */
public final class ActorAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Actor actor;
  private final @Nullable Instant expiresAt;

  ActorAuthentication(Actor actor, @Nullable Instant expiresAt) {
    super(List.<GrantedAuthority>of());
    this.actor = actor;
    this.expiresAt = expiresAt;
    setAuthenticated(true);
  }

  /** Who is asking. */
  public Actor actor() {
    return actor;
  }

  /** When the token ends; null when it says no time. */
  public @Nullable Instant expiresAt() {
    return expiresAt;
  }

  @Override
  public Actor getPrincipal() {
    return actor;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return actor.user().value();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ActorAuthentication that && actor.equals(that.actor);
  }

  @Override
  public int hashCode() {
    return actor.hashCode();
  }
}

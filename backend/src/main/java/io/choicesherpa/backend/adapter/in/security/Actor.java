package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;

/** The person that a valid token speaks for. */
public record Actor(UserId user, Tier tier) {}

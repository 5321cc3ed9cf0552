/**
 * Who is asking: bearer tokens become an {@link io.choicesherpa.backend.adapter.in.security.Actor};
 * {@link io.choicesherpa.backend.adapter.in.security.SecurityConfiguration} guards the routes.
 */
@NullMarked
package io.choicesherpa.backend.adapter.in.security;

import org.jspecify.annotations.NullMarked;

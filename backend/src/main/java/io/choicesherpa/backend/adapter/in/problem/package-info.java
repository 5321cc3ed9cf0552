/**
 * How failures are told over HTTP: a {@link io.choicesherpa.backend.adapter.in.problem.Problem} as
 * RFC 9457 writes it, with the ids by which its log lines and trace are found.
 */
@NullMarked
package io.choicesherpa.backend.adapter.in.problem;

import org.jspecify.annotations.NullMarked;

/**
 * The use cases; {@link io.choicesherpa.backend.application.service.UseCases} puts them together.
 */
@NullMarked
package io.choicesherpa.backend.application.service;

import org.jspecify.annotations.NullMarked;

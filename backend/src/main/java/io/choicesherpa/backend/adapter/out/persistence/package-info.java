/**
 * Keeps decisions in PostgreSQL; {@link
 * io.choicesherpa.backend.adapter.out.persistence.PersistenceConfiguration} gives the stores.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;

/**
 * The HTTP API; {@link io.choicesherpa.backend.adapter.in.web.WebConfiguration} puts it together.
 */
@NullMarked
package io.choicesherpa.backend.adapter.in.web;

import org.jspecify.annotations.NullMarked;

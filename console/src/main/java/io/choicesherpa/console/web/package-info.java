/**
 * The page, its own small API and what guards it; {@link io.choicesherpa.console.web.WebServices}
 * is the entry.
 */
@NullMarked
package io.choicesherpa.console.web;

import org.jspecify.annotations.NullMarked;

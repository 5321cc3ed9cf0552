/**
 * Reads Prometheus targets every few seconds; {@link io.choicesherpa.console.scrape.Scraper} is the
 * entry.
 */
@NullMarked
package io.choicesherpa.console.scrape;

import org.jspecify.annotations.NullMarked;

/**
 * Templates of alert labels and annotations: {@link io.choicesherpa.console.template.Template}
 * reads Go's template language with Prometheus's functions and writes what Prometheus would.
 */
@NullMarked
package io.choicesherpa.console.template;

import org.jspecify.annotations.NullMarked;

/** Choice Sherpa's service; {@code BackendApplication} starts it. */
@NullMarked
package io.choicesherpa.backend;

import org.jspecify.annotations.NullMarked;

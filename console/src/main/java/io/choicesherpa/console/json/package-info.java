/** JSON out; {@link io.choicesherpa.console.json.JsonResponses} is the entry. */
@NullMarked
package io.choicesherpa.console.json;

import org.jspecify.annotations.NullMarked;

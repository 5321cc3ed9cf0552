/**
 * Regular expressions as Go's programs use them, over RE2/J: {@link
 * io.choicesherpa.promql.regex.GroupTemplate} puts what groups matched into a text.
 */
@NullMarked
package io.choicesherpa.promql.regex;

import org.jspecify.annotations.NullMarked;

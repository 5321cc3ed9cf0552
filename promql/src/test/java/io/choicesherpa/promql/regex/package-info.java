/** Tests of regular expressions: {@link io.choicesherpa.promql.regex.GroupTemplateTest}. */
@NullMarked
package io.choicesherpa.promql.regex;

import org.jspecify.annotations.NullMarked;

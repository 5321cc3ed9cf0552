/** What an operator would see, from outside the processes; entry type {@code RunningSystem}. */
@NullMarked
package io.choicesherpa.endtoend;

import org.jspecify.annotations.NullMarked;

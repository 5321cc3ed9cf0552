/**
 * Child processes that leave nothing behind: started apart from the terminal, remembered on disk,
 * ended in time. Start at {@link io.choicesherpa.demo.process.ChildProcess}.
 */
@NullMarked
package io.choicesherpa.demo.process;

import org.jspecify.annotations.NullMarked;

/**
 * Failures on demand, for operators who train: real ones, made from outside of the backend. Start
 * at {@link io.choicesherpa.demo.faults.Faults}.
 */
@NullMarked
package io.choicesherpa.demo.faults;

import org.jspecify.annotations.NullMarked;

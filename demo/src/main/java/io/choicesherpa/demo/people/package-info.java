/**
 * Simulated people who walk through their decisions with the backend's API. Start at {@link
 * io.choicesherpa.demo.people.People}.
 */
@NullMarked
package io.choicesherpa.demo.people;

import org.jspecify.annotations.NullMarked;

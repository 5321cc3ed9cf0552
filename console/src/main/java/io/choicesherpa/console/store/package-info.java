/**
 * What the console keeps, in byte-capped memory with a journal beside it, behind small interfaces;
 * {@link io.choicesherpa.console.store.Stores} makes them.
 */
@NullMarked
package io.choicesherpa.console.store;

import org.jspecify.annotations.NullMarked;

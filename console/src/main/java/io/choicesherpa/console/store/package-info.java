/**
 * What the console keeps, in byte-capped memory, behind small interfaces; {@link
 * io.choicesherpa.console.store.MemoryStores} makes them.
 */
@NullMarked
package io.choicesherpa.console.store;

import org.jspecify.annotations.NullMarked;

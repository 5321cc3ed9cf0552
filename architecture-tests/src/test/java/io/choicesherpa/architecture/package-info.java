/** The rules of the structure and, in {@code seeded}, a breach of each that proves it can fail. */
@NullMarked
package io.choicesherpa.architecture;

import org.jspecify.annotations.NullMarked;

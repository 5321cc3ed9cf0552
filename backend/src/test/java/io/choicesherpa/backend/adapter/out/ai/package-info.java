/** Tests of the AI adapter; they speak to {@link ProviderServer} over real HTTP. */
@NullMarked
package io.choicesherpa.backend.adapter.out.ai;

import org.jspecify.annotations.NullMarked;

/**
 * Conversations over WebSocket, {@code /api/conversations/{id}/stream}: {@link
 * io.choicesherpa.backend.adapter.in.websocket.StreamHandler} takes the frames.
 */
@NullMarked
package io.choicesherpa.backend.adapter.in.websocket;

import org.jspecify.annotations.NullMarked;

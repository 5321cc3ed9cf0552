/** Tests of the WebSocket, over a real connection. */
@NullMarked
package io.choicesherpa.backend.adapter.in.websocket;

import org.jspecify.annotations.NullMarked;

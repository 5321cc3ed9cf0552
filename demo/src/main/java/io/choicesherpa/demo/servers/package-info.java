/**
 * The real servers under the demo: PostgreSQL, Redis and the backend's own JVM. Start at {@link
 * io.choicesherpa.demo.servers.PostgresServer}.
 */
@NullMarked
package io.choicesherpa.demo.servers;

import org.jspecify.annotations.NullMarked;

/**
 * Prometheus's remote-write receiver; {@link io.choicesherpa.console.remotewrite.RemoteWrite} is
 * the entry.
 */
@NullMarked
package io.choicesherpa.console.remotewrite;

import org.jspecify.annotations.NullMarked;

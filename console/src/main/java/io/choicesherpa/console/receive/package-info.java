/**
 * OTLP over gRPC and HTTP into the stores; {@link io.choicesherpa.console.receive.OtlpIngest} is
 * where both meet.
 */
@NullMarked
package io.choicesherpa.console.receive;

import org.jspecify.annotations.NullMarked;

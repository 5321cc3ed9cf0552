package io.choicesherpa.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one JSON value. */
@FunctionalInterface
public interface JsonBody {

  /** Writes to {@code out}; the caller opens and closes it. */
  void writeTo(JsonGenerator out) throws IOException;
}

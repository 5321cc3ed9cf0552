package io.choicesherpa.console.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of a block. */
final class Scope {

  private final @Nullable Scope outer;
  private final Map<String, @Nullable Object> variables = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  void declare(String name, @Nullable Object value) {
    variables.put(name, value);
  }

  /** Sets the innermost one of this name; the parser has seen to it that there is one. */
  void assign(String name, @Nullable Object value) {
    if (variables.containsKey(name) || outer == null) {
      variables.put(name, value);
    } else {
      outer.assign(name, value);
    }
  }

  @Nullable Object get(String name) {
    return variables.containsKey(name) || outer == null ? variables.get(name) : outer.get(name);
  }
}

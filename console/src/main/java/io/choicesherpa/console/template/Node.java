package io.choicesherpa.console.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template is made of. */
sealed interface Node {

  /** Text as it is. */
  record Outside(String text) implements Node {}

  /** A pipeline whose value is written, unless it only sets a variable. */
  record Output(Pipeline pipeline) implements Node {}

  record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

  record With(Pipeline value, List<Node> then, List<Node> otherwise) implements Node {}

  record Range(
      @Nullable String index,
      @Nullable String element,
      Pipeline over,
      List<Node> body,
      List<Node> otherwise)
      implements Node {}

  /** {@code break} or {@code continue}. */
  record Leave(boolean whole) implements Node {}

  /** {@code define}d elsewhere; without a pipeline it sees nothing. */
  record Include(String name, @Nullable Pipeline data, int line) implements Node {}

  /**
   * Commands, each handed the value of the one before as its last argument.
   *
   * @param variable the variable that is set; null for none
   * @param declares whether it is a new one
   */
  record Pipeline(@Nullable String variable, boolean declares, List<Command> commands, int line) {}

  /** An operand with arguments. */
  record Command(List<Operand> operands, int line) {}

  /** A value, or what leads to one. */
  sealed interface Operand {

    /** A number, text, truth or nil. */
    record Literal(@Nullable Object value) implements Operand {}

    record Dot() implements Operand {}

    record Variable(String name) implements Operand {}

    record Function(String name) implements Operand {}

    record Nested(Pipeline pipeline) implements Operand {}

    /** {@code of.name}. */
    record Field(Operand of, String name) implements Operand {}
  }
}

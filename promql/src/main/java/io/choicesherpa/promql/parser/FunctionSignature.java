package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.ValueType;
import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param name as written in PromQL
 * @param parameters types of the arguments, the optional ones included
 * @param optional how many of the last may be left out
 * @param variadic whether the last may be given any number of times
 * @param returns what it gives
 * @param experimental whether it has to be switched on
 */
public record FunctionSignature(
    String name,
    List<ValueType> parameters,
    int optional,
    boolean variadic,
    ValueType returns,
    boolean experimental) {

  /** Copies the parameters. */
  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }
}

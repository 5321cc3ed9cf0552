package io.choicesherpa.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.engine.functions.FunctionTable;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.FunctionSignature;
import io.choicesherpa.promql.parser.Functions;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FunctionTableTest {

  @Test
  void functions_areThoseOfTheSignatures() {
    Set<String> implemented = new TreeSet<>(FunctionTable.names());
    implemented.addAll(CallEvaluation.ownFunctions());
    assertThat(implemented)
        .isEqualTo(new TreeSet<>(Functions.all().stream().map(FunctionSignature::name).toList()));
  }

  @Test
  void functions_areOfTheKindThatTheirSignatureSays() {
    for (FunctionSignature function : Functions.all()) {
      String name = function.name();
      if (CallEvaluation.ownFunctions().contains(name)) {
        continue;
      }
      boolean ofRange = function.parameters().contains(ValueType.MATRIX);
      boolean scalar = function.returns() == ValueType.SCALAR;
      assertThat(FunctionTable.range(name) != null).as(name).isEqualTo(ofRange);
      assertThat(FunctionTable.scalar(name) != null).as(name).isEqualTo(scalar);
      assertThat(FunctionTable.vector(name) != null).as(name).isEqualTo(!ofRange && !scalar);
    }
  }
}

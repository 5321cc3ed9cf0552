package io.choicesherpa.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.ValueType;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  @Test
  void table_isSortedAndTellsStableFromExperimental() {
    assertThat(Functions.all()).extracting(FunctionSignature::name).isSorted();
    assertThat(Functions.all()).filteredOn(function -> !function.experimental()).hasSize(73);
    assertThat(Functions.all()).filteredOn(FunctionSignature::experimental).hasSize(18);
  }

  @Test
  void signatures_haveAsManyOptionalParametersAsTheyHaveParametersAtMost() {
    assertThat(Functions.all())
        .allSatisfy(
            function -> {
              assertThat(function.optional()).isBetween(0, function.parameters().size());
              assertThat(function.returns()).isIn(ValueType.VECTOR, ValueType.SCALAR);
            });
  }

  @Test
  void unknownName_isNotFound() {
    assertThat(Functions.find("nothing")).isNull();
  }
}

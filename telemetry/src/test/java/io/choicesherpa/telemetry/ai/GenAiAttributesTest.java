package io.choicesherpa.telemetry.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our keys, by name and type, against the published constants. These are marked deprecated since
 * the conventions moved to a repository of their own, which publishes no constants for Java yet;
 * {@code gen_ai.usage.cache_write.input_tokens} got its name there and is missing here.
 */
@SuppressWarnings("deprecation")
class GenAiAttributesTest {

  static Stream<Map.Entry<AttributeKey<?>, AttributeKey<?>>> keys() {
    return Stream.of(
        Map.entry(GenAiAttributes.OPERATION_NAME, GenAiIncubatingAttributes.GEN_AI_OPERATION_NAME),
        Map.entry(GenAiAttributes.PROVIDER_NAME, GenAiIncubatingAttributes.GEN_AI_PROVIDER_NAME),
        Map.entry(GenAiAttributes.REQUEST_MODEL, GenAiIncubatingAttributes.GEN_AI_REQUEST_MODEL),
        Map.entry(GenAiAttributes.REQUEST_STREAM, GenAiIncubatingAttributes.GEN_AI_REQUEST_STREAM),
        Map.entry(GenAiAttributes.RESPONSE_MODEL, GenAiIncubatingAttributes.GEN_AI_RESPONSE_MODEL),
        Map.entry(GenAiAttributes.RESPONSE_ID, GenAiIncubatingAttributes.GEN_AI_RESPONSE_ID),
        Map.entry(
            GenAiAttributes.RESPONSE_FINISH_REASONS,
            GenAiIncubatingAttributes.GEN_AI_RESPONSE_FINISH_REASONS),
        Map.entry(
            GenAiAttributes.RESPONSE_TIME_TO_FIRST_CHUNK,
            GenAiIncubatingAttributes.GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK),
        Map.entry(
            GenAiAttributes.USAGE_INPUT_TOKENS,
            GenAiIncubatingAttributes.GEN_AI_USAGE_INPUT_TOKENS),
        Map.entry(
            GenAiAttributes.USAGE_OUTPUT_TOKENS,
            GenAiIncubatingAttributes.GEN_AI_USAGE_OUTPUT_TOKENS),
        Map.entry(
            GenAiAttributes.USAGE_CACHE_READ_INPUT_TOKENS,
            GenAiIncubatingAttributes.GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS),
        Map.entry(
            GenAiAttributes.USAGE_REASONING_OUTPUT_TOKENS,
            GenAiIncubatingAttributes.GEN_AI_USAGE_REASONING_OUTPUT_TOKENS));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_equalsThePublishedOne(Map.Entry<AttributeKey<?>, AttributeKey<?>> pair) {
    assertThat(pair.getKey()).isEqualTo(pair.getValue());
  }
}

package io.choicesherpa.telemetry.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.json.Json;
import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.redaction.RedactingSpanExporter;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people and models said to each other: off unless wanted, and then without secrets. */
class AiContentTest {

  private static final AiCallRequest REQUEST =
      AiCallRequest.chat("openai", "gpt-5-mini", "free", true);

  @Test
  void content_withoutTheSwitch_isNotKept() {
    SpanData span = exported(Redactor.standard(), "What now?", "Have a rest.");

    assertThat(span.toString()).doesNotContain("What now?", "Have a rest.", "messages");
  }

  @Test
  void content_recordedByOthersWithoutTheSwitch_isHidden() {
    OpenTelemetrySdk sdk = sdk(Redactor.standard());
    sdk.getTracer("another library")
        .spanBuilder("chat")
        .setAttribute(GenAiAttributes.INPUT_MESSAGES, "[{\"role\":\"user\"}]")
        .setAttribute(GenAiAttributes.OUTPUT_MESSAGES, "said")
        .setAttribute(GenAiAttributes.SYSTEM_INSTRUCTIONS, "be kind")
        .startSpan()
        .end();

    assertThat(spans.getFinishedSpanItems().get(0).getAttributes().asMap().values())
        .containsOnly(Redactor.REPLACEMENT);
  }

  @Test
  void content_withTheSwitch_standsOnTheSpanInTheConventionsForm() {
    SpanData span = exported(on(), "What \"now\"?", "Have a rest.");

    assertThat(Json.value(text(span, "gen_ai.input.messages")))
        .isEqualTo(List.of(message("user", "What \"now\"?", Map.of())));
    assertThat(Json.value(text(span, "gen_ai.output.messages")))
        .isEqualTo(List.of(message("assistant", "Have a rest.", Map.of("finish_reason", "stop"))));
    assertThat(text(span, "gen_ai.system_instructions"))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Be kind.\"}]");
  }

  @Test
  void content_withTheSwitch_losesItsSecrets() {
    SpanData span =
        exported(
            on(RedactionRule.parse("shape:KD-####=drop")),
            "I am joe@example.com, KD-4711, card 4111 1111 1111 1111, Bearer abcdef123456",
            "Your password=hunter2 and sk-abcdefghijklmnopqrstuvwx1234567890");

    assertThat(text(span, "gen_ai.input.messages"))
        .contains("I am [REDACTED]")
        .doesNotContain("joe@", "4711", "4111", "abcdef123456");
    assertThat(text(span, "gen_ai.output.messages"))
        .contains("Your password=[REDACTED]")
        .doesNotContain("hunter2", "sk-abc");
  }

  @Test
  void content_recordedByOthersWithTheSwitch_losesItsSecretsToo() {
    OpenTelemetrySdk sdk = sdk(on());
    sdk.getTracer("another library")
        .spanBuilder("chat")
        .setAttribute(
            GenAiAttributes.INPUT_MESSAGES,
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"mail joe@example.com"
                + "\"},{\"type\":\"tool_call\",\"arguments\":{\"api_key\":\"k1\",\"n\":1,\"b\":"
                + "null}}]}]")
        .setAttribute(GenAiAttributes.OUTPUT_MESSAGES, "[{\"content\":\"cut sho")
        .startSpan()
        .end();

    SpanData span = spans.getFinishedSpanItems().get(0);
    assertThat(text(span, "gen_ai.input.messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"mail [REDACTED]"
                + "\"},{\"type\":\"tool_call\",\"arguments\":{\"api_key\":\"[REDACTED]\",\"n\":1,"
                + "\"b\":null}}]}]");
    assertThat(text(span, "gen_ai.output.messages")).doesNotContain("cut sho");
  }

  @Test
  void content_ofALongConversation_keepsTheLatestAndStaysJson() {
    List<AiMessage> many =
        Collections.nCopies(40, new AiMessage("user", "\u0001\uD83D\uDE00 ".repeat(90)));
    OpenTelemetrySdk sdk = sdk(on());
    try (AiCall call = telemetry(sdk, on()).start(REQUEST)) {
      call.asked(null, many);
      call.answered("\"".repeat(30_000));
      call.complete(AiUsage.of(1, 1), null, null, "length");
    }

    SpanData span = spans.getFinishedSpanItems().get(0);
    assertThat((List<?>) Json.value(text(span, "gen_ai.input.messages"))).isNotEmpty();
    assertThat(span.getAttributes().get(GenAiAttributes.OMITTED_MESSAGES)).isBetween(1L, 39L);
    assertThat(text(span, "gen_ai.output.messages"))
        .hasSizeLessThan(AiContent.MAX_CHARS + 100)
        .contains("…(+", " chars)");
    assertThat(Json.value(text(span, "gen_ai.output.messages"))).isNotNull();
  }

  @Test
  void content_ofAFailedCall_tellsWhatWasAsked() {
    OpenTelemetrySdk sdk = sdk(on());
    try (AiCall call = telemetry(sdk, on()).start(REQUEST)) {
      call.asked(null, List.of(new AiMessage("user", "Where to?")));
      call.fail(AiErrorType.TIMEOUT, null);
    }

    SpanData span = spans.getFinishedSpanItems().get(0);
    assertThat(text(span, "gen_ai.input.messages")).contains("Where to?");
    assertThat(span.getAttributes().get(GenAiAttributes.OUTPUT_MESSAGES)).isNull();
  }

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  private SpanData exported(Redactor redactor, String question, String answer) {
    OpenTelemetrySdk sdk = sdk(redactor);
    try (AiCall call = telemetry(sdk, redactor).start(REQUEST)) {
      call.asked("Be kind.", List.of(new AiMessage("user", question)));
      call.answered(answer);
      call.complete(AiUsage.of(1, 1), null, null, "stop");
    }
    return spans.getFinishedSpanItems().get(0);
  }

  private static Redactor on(RedactionRule... rules) {
    return Redactor.of(new RedactionSettings(List.of(rules), null, true));
  }

  private static AiTelemetry telemetry(OpenTelemetrySdk sdk, Redactor redactor) {
    return new AiTelemetry(
        sdk,
        new AiMetrics(new Metrics(StandardMetrics.CATALOGUE)),
        PriceTable.standard(),
        Clock.systemUTC(),
        System::nanoTime,
        redactor);
  }

  private OpenTelemetrySdk sdk(Redactor redactor) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    SimpleSpanProcessor.create(new RedactingSpanExporter(spans, redactor)))
                .build())
        .build();
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }

  private static Map<String, Object> message(String role, String text, Map<String, Object> more) {
    Map<String, Object> message = new LinkedHashMap<>(more);
    message.put("role", role);
    message.put("parts", List.of(Map.of("type", "text", "content", text)));
    return message;
  }
}

package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void validHeader_isReadWhole() {
    SpanContext remote = TraceParent.read(VALID);

    assertThat(remote.isValid()).isTrue();
    assertThat(remote.isRemote()).isTrue();
    assertThat(remote.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(remote.getSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(remote.getTraceFlags().asHex()).isEqualTo("01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0G-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void invalidHeader_saysNothing(String header) {
    assertThat(TraceParent.read(header).isValid()).isFalse();
  }

  @Test
  void anyHeader_isReadAsOpenTelemetryReadsIt() {
    Random random = new Random(11);
    String characters = "0123456789abcdefABFGfg-_ \u00e9";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder header = new StringBuilder(VALID);
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        header.setCharAt(
            random.nextInt(header.length()),
            characters.charAt(random.nextInt(characters.length())));
      }
      if (random.nextInt(4) == 0) {
        header.append(List.of("-", "-x", "x", "00").get(random.nextInt(4)));
      } else if (random.nextInt(8) == 0) {
        header.setLength(random.nextInt(header.length()));
      }

      assertThat(TraceParent.read(header.toString()))
          .as(header.toString())
          .isEqualTo(reference(header.toString()));
    }
  }

  private static SpanContext reference(String header) {
    Context context =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), Map.of("traceparent", header), new Getter());
    return Span.fromContext(context).getSpanContext();
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}

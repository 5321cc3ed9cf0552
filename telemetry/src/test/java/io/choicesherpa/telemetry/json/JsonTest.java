package io.choicesherpa.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"quoted\" \\ and / slashed",
        "a\nb\t\u0000\u001f",
        "ü€😀",
        "\ud800"
      })
  void quoted_isReadAsItWas(String text) {
    String json = "{\"a\":" + Json.quote(text) + "}";
    assertThat(Json.object(json)).isEqualTo(Map.of("a", text));
    assertThat(JsonMapper.shared().readTree(json).get("a").asString()).isEqualTo(text);
  }
}

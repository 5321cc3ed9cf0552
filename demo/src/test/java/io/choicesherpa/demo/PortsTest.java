package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

  @ParameterizedTest
  @CsvSource({
    "3000, console, 6000, 3001",
    "3666, console, 6666, 3664",
    "2000, backend, 10080, 2001",
    "990, metrics, 10080, 991",
    "2060, console, 5060, 2059",
  })
  void offset_thatHidesAPageFromBrowsers_isRefusedWithTheNearestThatDoesNot(
      int offset, String page, int port, int nearest) throws Exception {
    assertThatThrownBy(() -> Ports.of(offset, Map.of()))
        .isInstanceOf(OptionsException.class)
        .hasMessage(
            "--port-offset %d would put %s on port %d, which browsers refuse to open; the nearest that works is %d"
                .formatted(offset, page, port, nearest));
    assertThat(Ports.of(nearest, Map.of()).console()).isEqualTo(3000 + nearest);
  }

  @Test
  void offset_countsForThePagesAloneThatItMoves() throws Exception {
    assertThat(Ports.of(2000, Map.of("SERVER_PORT", "8080")).console()).isEqualTo(5000);
    assertThat(Ports.of(990, Map.of("METRICS_PORT", "9090")).backend()).isEqualTo(9070);
    assertThat(Ports.of(1683, Map.of()).otlpGrpc()).as("no page").isEqualTo(6000);
  }
}

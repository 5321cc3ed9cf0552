package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.demo.faults.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

  @Test
  void nothingGiven_meansTheDefaults() throws Exception {
    assertThat(DemoOptions.parse())
        .isEqualTo(new DemoOptions(Optional.empty(), 12, 1, 1, 0, false, Set.of(), false));
  }

  @Test
  void values_followTheirOptionOrAnEqualsSign() throws Exception {
    assertThat(
            DemoOptions.parse(
                "--for",
                "90s",
                "--people=0",
                "--seed",
                "-7",
                "--speed=2.5",
                "--port-offset",
                "100",
                "--fresh",
                "--fault",
                "ai-errors,http-errors",
                "--fault=collector-down"))
        .isEqualTo(
            new DemoOptions(
                Optional.of(Duration.ofSeconds(90)),
                0,
                2.5,
                -7,
                100,
                true,
                Set.of(Fault.AI_ERRORS, Fault.HTTP_ERRORS, Fault.COLLECTOR_DOWN),
                false));
  }

  @ParameterizedTest
  @CsvSource({"10m, 600", "2h, 7200", "1s, 1"})
  void time_isReadInItsUnit(String given, long seconds) throws Exception {
    assertThat(DemoOptions.parse("--for", given).runFor()).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "--for soon,       '--for got \"soon\"; it takes a number followed by s, m or h, such as 90s'",
    "--for 0s,         '--for got \"0s\"; it takes a number followed by s, m or h, such as 90s'",
    "--for,            '--for got nothing; it takes a number followed by s, m or h, such as 90s'",
    "--people 501,     '--people got \"501\"; it takes a whole number from 0 to 500'",
    "--people many,    '--people got \"many\"; it takes a whole number from 0 to 500'",
    "--port-offset -1, '--port-offset got \"-1\"; it takes a whole number from 0 to 40000'",
    "--speed NaN,      '--speed got \"NaN\"; it takes a number from 0.1 to 100'",
    "--fault ai,       '--fault got \"ai\"; it takes one or more of ai-errors, slow-database, cut-off-answers, event-handler-stuck, event-handler-failing, rate-limit-storm, http-errors, backend-hangs, expensive-model, collector-down'",
    "--fresh=yes,      '--fresh got \"yes\"; it takes no value'",
    "--colour,         'unknown option --colour'",
    "now,              'unknown option now'"
  })
  void mistake_isNamedWithWhatIsAllowed(String commandLine, String message) {
    assertThatThrownBy(() -> DemoOptions.parse(commandLine.split(" ", -1)))
        .isInstanceOf(OptionsException.class)
        .hasMessage(message);
  }

  @Test
  void mistakes_areAllReported() {
    assertThatThrownBy(() -> DemoOptions.parse("--people", "x", "--for", "y"))
        .hasMessageContainingAll("--people", "--for");
  }

  @Test
  void helpText_namesEveryOptionAndItsLimits() {
    assertThat(Demo.helpText())
        .contains("--for ", "--speed ", "--seed ", "--fresh ", "--help ")
        .contains("--people N         how many simulated people are at work at once, 0 to 500")
        .contains("--port-offset N    add N to every port, 0 to 40000");
  }
}

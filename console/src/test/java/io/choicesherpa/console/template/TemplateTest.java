package io.choicesherpa.console.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Map<String, String> LABELS =
      Map.of("job", "choice-sherpa", "instance", "app.example.com:9090", "path", "/api");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0734 | humanizePercentage | 7.34%",
        "0.5 | humanizePercentage | 50%",
        "1234567 | humanize | 1.235M",
        "0.00345 | humanize | 3.45m",
        "-999.96 | humanize | -1000",
        "0 | humanize | 0",
        "12345678 | humanize1024 | 11.77Mi",
        "1.5 | humanizeDuration | 1.5s",
        "0.0003 | humanizeDuration | 300us",
        "3661 | humanizeDuration | 1h 1m 1s",
        "90061 | humanizeDuration | 1d 1h 1m 1s",
        "-75.9 | humanizeDuration | -1m 15s",
        "1435065584.128 | humanizeTimestamp | 2015-06-23 13:19:44.128 +0000 UTC",
        "0 | humanizeTimestamp | 1970-01-01 00:00:00 +0000 UTC",
      })
  void functions_ofNumbers_writeWhatPeopleRead(double value, String function, String expected)
      throws TemplateException {
    assertThat(expand("{{ $value | " + function + " }}", value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "0.05,0.05",
    "1000000,1e+06",
    "999999,999999",
    "123456789,1.23456789e+08",
    "0.00001,1e-05",
    "0.0001,0.0001",
    "2.0E-3,0.002",
    "1.0E23,1e+23",
    "-0.0,-0",
    "NaN,NaN",
    "Infinity,+Inf",
    "9007199254740993,9.007199254740992e+15",
    "0.1,0.1",
    "4.35,4.35"
  })
  void value_printedPlainly_hasGosFewestDigits(double value, String expected)
      throws TemplateException {
    assertThat(expand("{{ $value }}", value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%.2f | 3.14159 | 3.14",
        "%.0f | 2.5 | 2",
        "%8.3f| 3.14159 |    3.142",
        "%-8.1f. | 3.14159 | 3.1     .",
        "%08.2f | -3.14159 | -0003.14",
        "%+.1f | 2.25 | +2.2",
        "%e | 12345.678 | 1.234568e+04",
        "%.3g | 12345.678 | 1.23e+04",
        "%g%% | 0.5 | 0.5%",
        "%s | 0.5 | %!s(float64=0.5)",
      })
  void printf_verb_writesAsGoDoes(String format, double value, String expected)
      throws TemplateException {
    assertThat(expand("{{ printf \"" + format.strip() + "\" $value }}", value).strip())
        .isEqualTo(expected.strip());
  }

  @Test
  void labels_ofAnySpelling_areFound() throws TemplateException {
    String text =
        "{{ $labels.job }} {{ .Labels.path }} {{ index $labels \"job\" }} {{ $externalLabels.region }}";
    assertThat(expand(text, 1)).isEqualTo("choice-sherpa /api choice-sherpa eu");
  }

  @Test
  void label_thatIsMissing_isEmpty() throws TemplateException {
    assertThat(expand("[{{ $labels.nothing }}]", 1)).isEqualTo("[]");
  }

  @Test
  void blocks_chooseAndRepeat() throws TemplateException {
    assertThat(
            expand(
                "{{ if gt $value 5.0 }}much{{ else if gt $value 1.0 }}some{{ else }}little{{ end }}",
                3))
        .isEqualTo("some");
    assertThat(
            expand(
                "{{ range $i, $s := query \"up\" }}{{ if $i }}, {{ end }}{{ $s.Labels.instance }}={{ .Value }}{{ end }}",
                3))
        .isEqualTo("b=2, a=1");
    assertThat(expand("{{ range query \"none\" }}x{{ else }}nothing{{ end }}", 3))
        .isEqualTo("nothing");
    assertThat(expand("{{ with query \"up\" }}{{ . | first | value }}{{ end }}", 3)).isEqualTo("2");
    assertThat(
            expand(
                "{{ range query \"up\" | sortByLabel \"instance\" }}{{ .Labels.instance }}{{ break }}{{ end }}",
                3))
        .isEqualTo("a");
  }

  @Test
  void variables_setInsideABlock_areSeenAfterIt() throws TemplateException {
    assertThat(
            expand(
                "{{ $x := \"a\" }}{{ if true }}{{ $x = \"b\" }}{{ $y := \"c\" }}{{ $y }}{{ end }}{{ $x }}",
                1))
        .isEqualTo("cb");
  }

  @Test
  void marks_trimBlanksAndCommentsVanish() throws TemplateException {
    assertThat(expand("a {{- /* why */ -}} b{{- \" c \" -}}  d", 1)).isEqualTo("ab c d");
  }

  @Test
  void definedTemplate_isIncludedWithItsArguments() throws TemplateException {
    assertThat(
            expand(
                "{{ define \"pair\" }}{{ .arg0 }}:{{ .arg1 }}{{ end }}{{ template \"pair\" (args \"x\" 2) }}",
                1))
        .isEqualTo("x:2");
  }

  @Test
  void texts_areChanged() throws TemplateException {
    assertThat(expand("{{ $labels.instance | stripPort }} {{ stripDomain $labels.instance }}", 1))
        .isEqualTo("app.example.com app:9090");
    assertThat(
            expand("{{ reReplaceAll \"(.*)-sherpa\" \"${1}!\" $labels.job | toUpper | title }}", 1))
        .isEqualTo("CHOICE!");
    assertThat(
            expand(
                "{{ match \"^cho\" $labels.job }} {{ len $labels.job }} {{ print 1 2 \"x\" 3 }}",
                1))
        .isEqualTo("true 13 1 2x3");
    assertThat(expand("{{ graphLink \"up == 0\" }} {{ externalURL }}{{ pathPrefix }}", 1))
        .isEqualTo("/graph?g0.expr=up+%3D%3D+0&g0.tab=0 http://console.example/p/p");
    assertThat(expand("{{ \"90s\" | parseDuration | humanizeDuration }} {{ toDuration 90.5 }}", 1))
        .isEqualTo("1m 30s 1m30.5s");
  }

  @Test
  void logic_stopsAtTheFirstAnswer() throws TemplateException {
    assertThat(
            expand(
                "{{ or \"\" \"b\" (first (query \"none\")) }}{{ and false (first (query \"none\")) }}",
                1))
        .isEqualTo("bfalse");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "a{{ $labels.x | humanise }} § line 1: function \"humanise\" is not defined",
        "{{ $nope }} § line 1: undefined variable \"$nope\"",
        "{{ if true }} § {{if}} has no {{end}}",
        "{{ .Labels.x § line 1: an action is not closed with }}",
        "{{ end }} § unexpected {{end}}",
        "{{ \"abc }} § a text is not closed",
        "{{ range 1 }}{{ else }}{{ else }}{{ end }} § a second {{else}}",
        "{{ break }} § {{break}} outside of {{range}}",
        "{{ ) }} § expected a value but found \")\"",
      })
  void parse_ofWhatIsNoTemplate_namesLineAndReason(String text, String expected) {
    assertThatThrownBy(() -> Template.parse(text.strip()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ humanize $labels.job }} | not a number: \"choice-sherpa\"",
        "{{ first (query \"none\") }} | first of a query without a result",
        "{{ query \"bad\" }} | no such query",
        "{{ $labels.job.deeper }} | string has no field .deeper",
        "{{ lt 1 \"a\" }} | cannot compare long with string",
        "{{ template \"none\" }} | template \"none\" is not defined",
        "{{ define \"a\" }}{{ template \"a\" }}{{ end }}{{ template \"a\" }} | more than 50 templates",
        "{{ printf \"%5000d\" 1 }} | a width of more than 1000",
      })
  void expand_whereAValueDoesNotFit_namesTheReason(String text, String expected) {
    assertThatThrownBy(() -> expand(text.strip(), 1))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(expected.strip());
  }

  @Test
  void deepNesting_isRefused() {
    String deep = "{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}";
    assertThatThrownBy(() -> Template.parse(deep)).hasMessageContaining("inside each other");
  }

  static String expand(String text, double value) throws TemplateException {
    return Template.parse(text)
        .expand(
            new TemplateData(
                LABELS,
                value,
                Map.of("region", "eu"),
                "http://console.example/p",
                NOW,
                TemplateTest::answer));
  }

  private static List<TemplateSample> answer(String expression) throws TemplateException {
    return switch (expression) {
      case "up" ->
          List.of(
              new TemplateSample(Map.of("instance", "b"), 2),
              new TemplateSample(Map.of("instance", "a"), 1));
      case "none" -> List.of();
      default -> throw new TemplateException("no such query");
    };
  }
}

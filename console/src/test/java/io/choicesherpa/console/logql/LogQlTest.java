package io.choicesherpa.console.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.choicesherpa.console.store.Origin;
import io.choicesherpa.console.store.StoreOptions;
import io.choicesherpa.console.store.StoredLog;
import io.choicesherpa.console.store.Stores;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQlTest {

  private static final long SECOND = 1_000_000_000L;
  private static final SeverityNumber INFO = SeverityNumber.SEVERITY_NUMBER_INFO;
  private static final SeverityNumber ERROR = SeverityNumber.SEVERITY_NUMBER_ERROR;

  private Stores stores;
  private LogQlEngine engine;

  @BeforeEach
  void lines() throws IOException {
    stores = Stores.open(new StoreOptions(1 << 20, 1 << 20, 0, null), Clock.systemUTC());
    engine = new LogQlEngine(stores.logSource(), Limits.DEFAULT, System::nanoTime);
    add("shop", 10, INFO, "GET /cart took 12ms", "status", "200", "duration", "12ms");
    add("shop", 20, ERROR, "GET /cart failed: timeout", "status", "500", "duration", "1.5s");
    add(
        "shop",
        30,
        INFO,
        "{\"path\":\"/pay\",\"code\":201,\"user\":{\"id\":\"u1\"},\"a\":[1,{\"b\":2}]}");
    add("bank", 40, INFO, "level=warn msg=\"low funds\" amount=17 rest");
    add("bank", 50, ERROR, "transfer \"x\" refused", "status", "503", "size", "20KB");
    add("bank", 60, INFO, "GET /transfer took 40ms", "status", "200", "user.id", "u7");
  }

  private void add(String service, int second, SeverityNumber level, String body, String... more) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(second * SECOND)
            .setSeverityNumber(level)
            .setBody(text(body));
    for (int i = 0; i < more.length; i += 2) {
      log.addAttributes(KeyValue.newBuilder().setKey(more[i]).setValue(text(more[i + 1])));
    }
    Resource resource =
        Resource.newBuilder()
            .addAttributes(KeyValue.newBuilder().setKey("service.name").setValue(text(service)))
            .build();
    InstrumentationScope scope =
        InstrumentationScope.newBuilder().setName(service + ".Logger").build();
    stores.logSink().accept(List.of(StoredLog.of(log.build(), Origin.of(resource, scope))));
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  /** The seconds of the lines that the query lets pass. */
  private List<Long> seconds(String query) {
    return engine
        .lines(LogQlParser.parseLines(query), 0, 1000 * SECOND, 100, false)
        .lines()
        .stream()
        .map(line -> line.log().timeEpochNanos() / SECOND)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {service_name="shop"}; 10 20 30
          {service_name!="shop"}; 40 50 60
          {service_name=~"sh.*|x"}; 10 20 30
          {service_name=~"sh"};
          {service_name!~"sh.*"}; 40 50 60
          {level="error"}; 20 50
          {level="error",service_name="bank"}; 50
          {target="bank.Logger"} |= "GET"; 60
          {}; 10 20 30 40 50 60
          {} |= "GET" != "took"; 20
          {} |= "funds" or "failed"; 20 40
          {} |~ "GET|refused"; 10 20 50 60
          {} !~ "GET|refused"; 30 40
          {} |~ `"x"`; 50
          {} | status >= 500; 20 50
          {} | status > 200 and status < 503; 20
          {} | status = 200; 10 60
          {} | status == 200 or size >= 20KB; 10 50 60
          {} | duration > 1s; 20
          {} | duration <= 12ms; 10
          {} | level="error" | status="503"; 50
          {} | level="error", status="503"; 50
          {} | user_id="u7"; 60
          {} | (status="500" or status="503") and level=~"err.*"; 20 50
          {} | json | code = 201; 30
          {} | json | user_id = "u1"; 30
          {} | json | __error__="" ; 30
          {} | json b="a[1].b" | b="2"; 30
          {} | json first="user.id" | first="u1"; 30
          {} | logfmt | msg="low funds"; 40
          {} | logfmt | amount > 16; 40
          {} | regexp "took (?P<ms>[0-9]+)ms" | ms >= 40; 60
          {} | pattern "<method> <path> took <took>" | path="/cart"; 10
          {} | label_format s=status | s="500"; 20
          {} | label_format both="{{.service_name}}-{{.status}}" | both="shop-500"; 20
          {} | line_format "{{.level | upper}}: {{__line__}}" |= "ERROR: GET"; 20
          {} | drop status | status="200";
          {} | keep status | level="error";
          {service_name="bank"} # a remark; 40 50 60
          """)
  void lines_thatAQueryLetsPass(String query, String expected) {
    List<Long> wanted = new ArrayList<>();
    for (String second : (expected == null ? "" : expected).split(" ", -1)) {
      if (!second.isBlank()) {
        wanted.add(Long.valueOf(second));
      }
    }
    assertThat(seconds(query)).as(query).isEqualTo(wanted);
  }

  private String series(String query, long start, long end, long step) {
    MetricResult result =
        engine.range(
            (MetricQuery) LogQlParser.parse(query), start * SECOND, end * SECOND, step * SECOND);
    if (result.scalar() != null) {
      return Double.toString(result.scalar());
    }
    StringBuilder out = new StringBuilder();
    for (MetricSeries series : result.series()) {
      out.append(series.labels());
      for (int i = 0; i < series.steps(); i++) {
        out.append(' ').append(series.has(i) ? Double.toString(series.at(i)) : "_");
      }
      out.append('\n');
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          sum(count_over_time({}[30s])); {} 3.0 3.0
          sum by (service_name) (count_over_time({}[1m])); {service_name=bank} _ 3.0|{service_name=shop} 3.0 3.0
          sum by (level) (count_over_time({}[1m])); {level=error} 1.0 2.0|{level=info} 2.0 4.0
          count_over_time({level="error"} | drop detected_level, target [1m]); {level=error, service_name=bank} _ 1.0|{level=error, service_name=shop} 1.0 1.0
          sum(rate({}[30s])); {} 0.1 0.1
          sum(bytes_over_time({} |= "refused" [1m])); {} _ 20.0
          sum(sum_over_time({} | logfmt | unwrap amount [1m])); {} _ 17.0
          max(max_over_time({} | unwrap duration(duration) [1m])); {} 1.5 1.5
          avg by (service_name) (avg_over_time({} | unwrap duration_seconds(duration) [1m])); {service_name=shop} 0.756 0.756
          quantile_over_time(0.5, {status!="none"} | unwrap status [1m]) by (service_name); {service_name=bank} _ 351.5|{service_name=shop} 350.0 350.0
          topk(1, sum by (level) (count_over_time({}[1m]))); {level=info} 2.0 4.0
          bottomk(1, sum by (level) (count_over_time({}[1m]))); {level=error} 1.0 2.0
          sum(count_over_time({}[1m])) / 2; {} 1.5 3.0
          100 * sum(count_over_time({level="error"}[1m])) / sum(count_over_time({}[1m])); {} 33.333333333333336 33.333333333333336
          sum by (level) (count_over_time({}[1m])) > 1; {level=error} _ 2.0|{level=info} 2.0 4.0
          sum by (level) (count_over_time({}[1m])) > bool 1; {level=error} 0.0 1.0|{level=info} 1.0 1.0
          sum(count_over_time({level="fatal"}[1m])) or vector(0); {} 0.0 0.0
          sum by (user_id) (count_over_time({user_id!=""} [1m]));
          sum by (user_id) (count_over_time({} | user_id != "" [1m])); {user_id=u7} _ 1.0
          count(sum by (status) (count_over_time({} | status != "" [1m]))); {} 2.0 3.0
          absent_over_time({service_name="none"}[1m]); {service_name=none} 1.0 1.0
          absent_over_time({service_name="bank"}[30s]); {service_name=bank} 1.0 _
          sum(count_over_time({}[1m] offset 30s)); {} _ 3.0
          label_replace(sum by (level) (count_over_time({}[1m])), "l", "$1", "level", "(.).*"); {l=e, level=error} 1.0 2.0|{l=i, level=info} 2.0 4.0
          sum without (level, detected_level, target) (count_over_time({}[1m])); {service_name=bank} _ 3.0|{service_name=shop} 3.0 3.0
          1 + 2 * 3 ^ 2; 19.0
          -1 + 3 > 1; 1.0
          """)
  void numbers_overTime(String query, String expected) {
    String wanted =
        expected == null
            ? ""
            : expected.contains("{") ? expected.replace('|', '\n') + "\n" : expected;
    assertThat(series(query, 30, 60 + 1, 30)).as(query).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {; line 1, col 2
          {a="b"; line 1, col 7
          {a=b}; line 1, col 4
          {a="b"} |; line 1, col 10
          {a="b"} | unpack; unpack is not supported
          {a="b"} |> "x"; line 1, col 9
          {a="b"} | foo; foo
          {a="b"} | x >; line 1, col 14
          {a=~"("}; line 1, col 3
          {a="b"} |~ "a{1000}{1000}"; repetitions
          rate({a="b"}); expected "["
          sum(rate({a="b"}[5m]); line 1, col 22
          rate({a="b"}[5x]); not a duration such as 5m: 5x
          sum_over_time({a="b"}[5m]); wants | unwrap
          count_over_time({a="b"} | unwrap x [5m]); takes no unwrap
          foo(1); unknown or unsupported function foo
          {a="b"} + 1; line 1, col 9
          1 + {a="b"}; log lines cannot be calculated with
          sum(1) by; line 1, col 10
          "x"; line 1, col 1
          {a="b"} | line_format "{{if .x}}y{{end}}"; the function if is not supported
          {a="b"} |= "unclosed; line 1, col 12
          sum(count_over_time({a="b"}[5m])) * on (x) group_left sum(count_over_time({a="b"}[5m])); group_left is not supported
          €; unexpected character "€"
          """)
  void mistakes_areNamedWithTheirPlace(String query, String message) {
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(() -> LogQlParser.parse(query))
        .withMessageContaining(message);
  }

  @Test
  void mistakeOnALaterLine_isCountedFromThere() {
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(() -> LogQlParser.parse("{a=\"b\"}\n  |= 5"))
        .satisfies(
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(6);
            });
  }

  @Test
  void lines_limitKeepsTheLatestOrTheEarliest() {
    LogQuery all = LogQlParser.parseLines("");
    LineResult latest = engine.lines(all, 0, 1000 * SECOND, 2, true);
    assertThat(latest.lines())
        .extracting(l -> l.log().timeEpochNanos() / SECOND)
        .containsExactly(60L, 50L);
    assertThat(latest.more()).isTrue();
    LineResult earliest = engine.lines(all, 0, 1000 * SECOND, 2, false);
    assertThat(earliest.lines())
        .extracting(l -> l.log().timeEpochNanos() / SECOND)
        .containsExactly(10L, 20L);
    assertThat(engine.lines(all, 0, 1000 * SECOND, 6, true).more()).isFalse();
  }

  @Test
  void lines_latestOfManyInRandomOrderAreFoundExactly() {
    Random random = new Random(3);
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      int second = 1000 + random.nextInt(100_000);
      times.add(second);
      add("many", second, INFO, "line " + i);
    }
    times.sort((a, b) -> b - a);
    List<Integer> found =
        engine
            .lines(LogQlParser.parseLines("{service_name=\"many\"}"), 0, Long.MAX_VALUE, 50, true)
            .lines()
            .stream()
            .map(l -> (int) (l.log().timeEpochNanos() / SECOND))
            .toList();
    assertThat(found).isEqualTo(times.subList(0, 50));
  }

  @Test
  void metric_lineThatCannotBeReadFailsTheQueryByName() {
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(() -> series("sum(count_over_time({} | json [5m]))", 60, 60, 1))
        .withMessageContaining("JSONParserErr")
        .withMessageContaining("__error__");
  }

  @Test
  void limits_endQueriesThatCostTooMuch() {
    LogQlEngine small =
        new LogQlEngine(stores.logSource(), new Limits(1, 10, 2, 1L << 60), System::nanoTime);
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(() -> small.range((MetricQuery) LogQlParser.parse("1"), 0, 11, 1))
        .withMessageContaining("12 points");
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(
            () ->
                small.instant(
                    (MetricQuery) LogQlParser.parse("count_over_time({}[10m])"), 100 * SECOND))
        .withMessageContaining("more than 1 series");
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(
            () ->
                small.instant(
                    (MetricQuery) LogQlParser.parse("sum(count_over_time({}[10m]))"), 100 * SECOND))
        .withMessageContaining("more than 2 lines");
    long[] now = {0};
    LogQlEngine slow =
        new LogQlEngine(stores.logSource(), new Limits(1, 10, 2, 5), () -> now[0] += 10);
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(() -> slow.instant((MetricQuery) LogQlParser.parse("1 + 1"), 1))
        .withMessageContaining("took longer");
  }

  @Test
  void nesting_isLimited() {
    for (String query :
        List.of(
            "(".repeat(5000) + "1" + ")".repeat(5000),
            "{} | " + "(".repeat(5000) + "a=1" + ")".repeat(5000),
            "1" + "+1".repeat(5000),
            "2" + "^2".repeat(5000),
            "{} | a=1" + " and a=1".repeat(1900),
            "{}" + " |= \"a\"".repeat(2000),
            "sum(".repeat(3000))) {
      assertThatExceptionOfType(LogQlException.class)
          .isThrownBy(() -> LogQlParser.parse(query))
          .withMessageMatching("(?s).*(deeper than|more than) \\d+.*");
    }
    assertThatExceptionOfType(LogQlException.class)
        .isThrownBy(() -> LogQlParser.parse(" ".repeat(20_000)))
        .withMessageContaining("characters");
  }
}

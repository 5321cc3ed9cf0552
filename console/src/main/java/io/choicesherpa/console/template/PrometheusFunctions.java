package io.choicesherpa.console.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.choicesherpa.console.template.Functions.Function;
import io.choicesherpa.promql.regex.GroupTemplate;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions that Prometheus adds.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">
 *     Template reference</a>
 */
final class PrometheusFunctions {

  static final List<Function> ALL =
      List.of(
          new Function("query", 1, 1, in -> in.data().query().run(in.text(0))),
          new Function("first", 1, 1, PrometheusFunctions::first),
          new Function("label", 2, 2, in -> label(in.sample(1), in.text(0))),
          new Function("value", 1, 1, in -> in.sample(0).value()),
          new Function("strvalue", 1, 1, in -> label(in.sample(0), "__value__")),
          new Function("sortByLabel", 2, 2, PrometheusFunctions::sortByLabel),
          new Function("args", 0, -1, PrometheusFunctions::args),
          new Function("humanize", 1, 1, in -> Humanize.number(in.number(0))),
          new Function("humanize1024", 1, 1, in -> Humanize.number1024(in.number(0))),
          new Function("humanizeDuration", 1, 1, in -> Humanize.duration(in.number(0))),
          new Function("humanizePercentage", 1, 1, in -> Humanize.percentage(in.number(0))),
          new Function("humanizeTimestamp", 1, 1, in -> Humanize.timestamp(in.number(0))),
          new Function("toTime", 1, 1, in -> Humanize.time(in.number(0))),
          new Function("toDuration", 1, 1, in -> GoDurationText.ofSeconds(in.number(0))),
          new Function("parseDuration", 1, 1, in -> PrometheusDuration.seconds(in.text(0))),
          new Function("now", 0, 0, in -> in.data().now().toEpochMilli() / 1000.0),
          new Function("title", 1, 1, in -> title(in.text(0))),
          new Function("toUpper", 1, 1, in -> in.text(0).toUpperCase(Locale.ROOT)),
          new Function("toLower", 1, 1, in -> in.text(0).toLowerCase(Locale.ROOT)),
          new Function("match", 2, 2, in -> pattern(in.text(0)).matcher(in.text(1)).find()),
          new Function("reReplaceAll", 3, 3, PrometheusFunctions::replaceAll),
          new Function("stripPort", 1, 1, in -> HostText.stripPort(in.text(0))),
          new Function("stripDomain", 1, 1, in -> HostText.stripDomain(in.text(0))),
          new Function("graphLink", 1, 1, in -> link(in.text(0), 0)),
          new Function("tableLink", 1, 1, in -> link(in.text(0), 1)),
          new Function("externalURL", 0, 0, in -> in.data().externalUrl()),
          new Function("pathPrefix", 0, 0, in -> pathOf(in.data().externalUrl())),
          new Function("urlQueryEscape", 1, 1, in -> GoFunctions.urlQuery(in.text(0))),
          new Function("safeHtml", 1, 1, in -> in.text(0)));

  private PrometheusFunctions() {}

  private static TemplateSample first(Arguments in) throws TemplateException {
    List<TemplateSample> samples = in.samples(0);
    if (samples.isEmpty()) {
      throw new TemplateException("first of a query without a result");
    }
    return samples.get(0);
  }

  private static String label(TemplateSample sample, String name) {
    return sample.labels().getOrDefault(name, "");
  }

  private static List<TemplateSample> sortByLabel(Arguments in) throws TemplateException {
    String name = in.text(0);
    return in.samples(1).stream()
        .sorted(Comparator.comparing((TemplateSample sample) -> label(sample, name)))
        .toList();
  }

  private static Map<String, @Nullable Object> args(Arguments in) {
    Map<String, @Nullable Object> args = new LinkedHashMap<>();
    for (int i = 0; i < in.count(); i++) {
      args.put("arg" + i, in.any(i));
    }
    return args;
  }

  private static String replaceAll(Arguments in) throws TemplateException {
    return GroupTemplate.parse(in.text(1)).replaceAll(pattern(in.text(0)), in.text(2));
  }

  private static Pattern pattern(String text) throws TemplateException {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new TemplateException("not a regular expression: " + e.getDescription());
    }
  }

  /** First letters of words in upper case, the others as they are. */
  private static String title(String text) {
    StringBuilder out = new StringBuilder(text);
    boolean inWord = false;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      boolean part = Character.isLetterOrDigit(c) || c == '_' || (inWord && c == '\'');
      if (part && !inWord) {
        out.setCharAt(i, Character.toTitleCase(c));
      }
      inWord = part;
    }
    return out.toString();
  }

  private static String link(String expression, int tab) {
    return "/graph?g0.expr=" + GoFunctions.urlQuery(expression) + "&g0.tab=" + tab;
  }

  private static String pathOf(String url) {
    String path = URI.create(url).getPath();
    return path == null ? "" : path;
  }
}

package io.choicesherpa.console.alerting;

import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.notify.Notifier;
import io.choicesherpa.console.notify.NotifierFigures;
import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.RuleContext;
import io.choicesherpa.console.rules.RuleGroupSnapshot;
import io.choicesherpa.console.rules.RuleQuery;
import io.choicesherpa.console.rules.RuleSink;
import io.choicesherpa.console.rules.Rules;
import io.choicesherpa.console.rules.definition.RuleFileException;
import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import io.choicesherpa.console.silence.Silences;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.PromqlParser;
import io.choicesherpa.promql.source.SeriesSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rules, alerts, receivers and silences of a console. Thread-safe. */
public final class Alerting implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Alerting.class);
  private static final long MILLIS_PER_SECOND = 1000;
  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.stable());

  private final Parts parts;
  private final RuleFiles files;
  private final Silences silences;
  private final Notifier notifier;
  private final Rules rules;
  private final AlertingSettings settings;
  private volatile List<RuleGroupDefinition> groups = List.of();

  /**
   * What alerting needs of the console.
   *
   * @param kept the series that rules look at
   * @param sink takes what they write
   * @param queries evaluates over a source
   * @param silenceFile where silences are kept; null for memory only
   * @param externalUrl where people reach the console, unless the settings say so
   */
  public record Parts(
      SeriesSource kept,
      RuleSink sink,
      Function<SeriesSource, RuleQuery> queries,
      @Nullable Path silenceFile,
      Supplier<String> externalUrl,
      Clock clock,
      LongSupplier nanoTime) {}

  /** Nothing is read before {@link #read}, and nothing runs before {@link #start}. */
  public Alerting(AlertingSettings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    String configured = settings.externalUrl();
    Supplier<String> externalUrl = configured == null ? parts.externalUrl() : () -> configured;
    files = new RuleFiles(settings.ruleFiles(), Alerting::check);
    silences = new Silences(parts.silenceFile(), parts.clock());
    notifier =
        new Notifier(
            settings.alertmanagers(),
            settings.webhooks(),
            externalUrl,
            labels -> !silences.silencing(labels).isEmpty());
    RuleContext context =
        new RuleContext(
            parts.queries().apply(parts.kept()),
            parts.sink(),
            notifier,
            settings.externalLabels(),
            externalUrl,
            RuleContext.DEFAULT_RESEND_MILLIS,
            parts.nanoTime());
    rules =
        new Rules(
            context,
            parts.kept(),
            parts.clock(),
            settings.ruleIntervalSeconds() * MILLIS_PER_SECOND);
  }

  /**
   * Reads the rule files, so that mistakes show before anything else happens.
   *
   * @throws RuleFileException naming every mistake of every file
   */
  public void read() throws RuleFileException {
    groups = files.read();
  }

  /** Begins to evaluate. What was kept before a restart has to be there: alerts go on from it. */
  public void start() {
    rules.load(groups);
  }

  /**
   * Loads the rule files again where one has changed. Files with mistakes change nothing: the rules
   * from before go on, and a warning names every mistake.
   *
   * @return false when there are mistakes
   */
  public boolean reloadChanged() {
    return !files.changed() || reload();
  }

  private synchronized boolean reload() {
    try {
      List<RuleGroupDefinition> groups = files.read();
      rules.load(groups);
      log.info("Rule files loaded: {} groups", groups.size());
      return true;
    } catch (RuleFileException e) {
      log.warn("Rule files have mistakes, the rules from before go on: {}", e.getMessage());
      return false;
    }
  }

  /** Puts the APIs of rules, alerts, silences, runbooks and back-tests on {@code server}. */
  public void addTo(ServerBuilder server) {
    new RulesApi(rules).addTo(server);
    new AlertPage(rules, silences, new Runbooks(settings.runbooks())).addTo(server);
    new SilenceApi(silences, rules, parts.clock()).addTo(server);
    new BacktestApi(
            parts.kept(),
            parts.queries(),
            Alerting::check,
            parts.clock(),
            settings.ruleIntervalSeconds() * MILLIS_PER_SECOND)
        .addTo(server);
  }

  /** All groups of rules. */
  public List<RuleGroupSnapshot> groups() {
    return rules.groups();
  }

  /** All alerts whose condition holds. */
  public List<Alert> alerts() {
    return rules.alerts();
  }

  /** What became of alerts that receivers were to hear of. */
  public NotifierFigures notified() {
    return notifier.figures();
  }

  static void check(String expression) {
    try {
      PARSER.parse(expression);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Ends evaluations and tells nobody any more. */
  @Override
  public void close() {
    rules.close();
    notifier.close();
  }
}

package io.choicesherpa.console.alerting;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of rules and alerts.
 *
 * @param ruleFiles {@code CONSOLE_RULE_FILES}: files, or directories whose {@code *.yml} and {@code
 *     *.yaml} are meant
 * @param ruleIntervalSeconds {@code CONSOLE_RULE_INTERVAL_SECONDS}: of groups without an interval
 *     of their own, 1 to 3600
 * @param alertmanagers {@code CONSOLE_ALERTMANAGER_URLS}
 * @param webhooks {@code CONSOLE_ALERT_WEBHOOK_URLS}
 * @param runbooks {@code CONSOLE_RUNBOOK_DIR}: pages in Markdown, named as the alerts; null for
 *     none
 * @param externalUrl {@code CONSOLE_EXTERNAL_URL}: where people reach the console, without a slash
 *     at the end; null for where it listens
 * @param externalLabels {@code CONSOLE_EXTERNAL_LABELS}: {@code $externalLabels} of templates
 */
public record AlertingSettings(
    List<Path> ruleFiles,
    int ruleIntervalSeconds,
    List<URI> alertmanagers,
    List<URI> webhooks,
    @Nullable Path runbooks,
    @Nullable String externalUrl,
    Map<String, String> externalLabels) {

  /** Default of {@code CONSOLE_RULE_INTERVAL_SECONDS}: {@value}. */
  public static final int DEFAULT_RULE_INTERVAL_SECONDS = 15;

  /** No rules and nobody to tell. */
  public static final AlertingSettings NONE =
      new AlertingSettings(
          List.of(), DEFAULT_RULE_INTERVAL_SECONDS, List.of(), List.of(), null, null, Map.of());

  /** Copies what it is given. */
  public AlertingSettings {
    ruleFiles = List.copyOf(ruleFiles);
    alertmanagers = List.copyOf(alertmanagers);
    webhooks = List.copyOf(webhooks);
    externalLabels = Map.copyOf(externalLabels);
  }
}

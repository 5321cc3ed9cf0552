package io.choicesherpa.backend.adapter.out.ai;

import java.util.Locale;

/** The providers there is a client for. */
enum AiProvider {
  OPENAI("https://api.openai.com/v1"),
  ANTHROPIC("https://api.anthropic.com");

  private final String defaultBaseUrl;
  private final String label = name().toLowerCase(Locale.ROOT);

  AiProvider(String defaultBaseUrl) {
    this.defaultBaseUrl = defaultBaseUrl;
  }

  /** The name in settings, labels and spans. */
  String label() {
    return label;
  }

  String defaultBaseUrl() {
    return defaultBaseUrl;
  }
}

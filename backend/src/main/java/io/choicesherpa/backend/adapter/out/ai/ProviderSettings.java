package io.choicesherpa.backend.adapter.out.ai;

/** Where a provider is and what it is asked with; the key never shows in {@link #toString}. */
record ProviderSettings(String baseUrl, String apiKey) {

  @Override
  public String toString() {
    return "ProviderSettings[" + baseUrl + "]";
  }
}

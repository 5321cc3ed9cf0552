package io.choicesherpa.console.logql;

/** {@code | logfmt}: {@code key=value} pairs, values bare or in quotes, become labels. */
record LogfmtStage() implements Stage {

  @Override
  public boolean process(LogLine line) {
    String text = line.text();
    int at = 0;
    while (at < text.length()) {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
      int start = at;
      while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != '=') {
        at++;
      }
      String key = text.substring(start, at);
      if (at >= text.length() || text.charAt(at) != '=') {
        continue; // a word without a value
      }
      at++;
      StringBuilder value = new StringBuilder();
      at = value(text, at, value);
      if (!key.isEmpty()) {
        line.extract(LogLabels.name(key), value.toString());
      }
    }
    return true;
  }

  private static int value(String text, int from, StringBuilder value) {
    int at = from;
    if (at >= text.length() || text.charAt(at) != '"') {
      while (at < text.length() && text.charAt(at) > ' ') {
        value.append(text.charAt(at++));
      }
      return at;
    }
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        value.append(
            switch (text.charAt(at)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> text.charAt(at);
            });
      } else {
        value.append(text.charAt(at));
      }
      at++;
    }
    return Math.min(text.length(), at + 1);
  }
}

package io.choicesherpa.console.template;

/** Escapes within Go's quoted texts. */
final class Escapes {

  private Escapes() {}

  static String read(String quoted, int line) throws TemplateException {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < quoted.length()) {
      char c = quoted.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (at >= quoted.length()) {
        throw new TemplateException(line, "a text ends with a single backslash");
      }
      char escaped = quoted.charAt(at++);
      int digits =
          switch (escaped) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      if (digits > 0) {
        out.appendCodePoint(codePoint(quoted, at, digits, line));
        at += digits;
      } else {
        out.append(simple(escaped, line));
      }
    }
    return out.toString();
  }

  private static char simple(char escaped, int line) throws TemplateException {
    return switch (escaped) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case '\\', '"', '\'' -> escaped;
      default -> throw new TemplateException(line, "unknown escape \\" + escaped + " in a text");
    };
  }

  private static int codePoint(String quoted, int at, int digits, int line)
      throws TemplateException {
    try {
      int point = Integer.parseUnsignedInt(quoted, at, at + digits, 16);
      if (Character.isValidCodePoint(point)) {
        return point;
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new TemplateException(line, "an escape in a text wants " + digits + " hex digits");
    }
    throw new TemplateException(line, "an escape in a text is no character");
  }
}

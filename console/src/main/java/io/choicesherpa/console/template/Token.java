package io.choicesherpa.console.template;

/**
 * A piece of an action.
 *
 * @param text a text's content without quotes, a number or word as written
 * @param line in the template, from 1
 * @param spaceBefore whether blanks stood before it: {@code .a.b} is one operand, {@code .a .b} two
 */
record Token(Kind kind, String text, int line, boolean spaceBefore) {

  enum Kind {
    /** Text outside of the actions. */
    OUTSIDE,
    /** Two opening braces. */
    OPEN,
    /** Two closing braces. */
    CLOSE,
    /** {@code .name}; the text has no dot. */
    FIELD,
    /** {@code .} alone. */
    DOT,
    /** {@code $name}; the text has no dollar sign. */
    VARIABLE,
    /** A function or keyword. */
    WORD,
    NUMBER,
    STRING,
    PIPE,
    DECLARE,
    ASSIGN,
    COMMA,
    LEFT,
    RIGHT,
    END_OF_TEXT
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  @Override
  public String toString() {
    return kind == Kind.END_OF_TEXT ? "the end" : '"' + text + '"';
  }
}

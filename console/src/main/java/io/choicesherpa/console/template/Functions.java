package io.choicesherpa.console.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All functions, by name. */
final class Functions {

  /** Evaluated in the expander: they do not evaluate all arguments. */
  private static final Set<String> SHORT_CIRCUIT = Set.of("and", "or");

  private static final Map<String, Function> FUNCTIONS = functions();

  private Functions() {}

  /** What a function does with its arguments. */
  @FunctionalInterface
  interface Body {
    @Nullable Object call(Arguments arguments) throws TemplateException;
  }

  /**
   * A function.
   *
   * @param most -1 for any number
   */
  record Function(String name, int least, int most, Body body) {}

  static boolean exists(String name) {
    return FUNCTIONS.containsKey(name) || SHORT_CIRCUIT.contains(name);
  }

  static boolean isShortCircuit(String name) {
    return SHORT_CIRCUIT.contains(name);
  }

  static Set<String> names() {
    Set<String> names = new TreeSet<>(FUNCTIONS.keySet());
    names.addAll(SHORT_CIRCUIT);
    return names;
  }

  static @Nullable Object call(String name, List<@Nullable Object> values, TemplateData data)
      throws TemplateException {
    Function function = FUNCTIONS.get(name);
    if (function == null) {
      throw new TemplateException("function \"" + name + "\" is not defined");
    }
    int count = values.size();
    if (count < function.least() || (function.most() >= 0 && count > function.most())) {
      throw new TemplateException(name + " wants " + wanted(function) + " but was given " + count);
    }
    return function.body().call(new Arguments(name, values, data));
  }

  private static String wanted(Function function) {
    if (function.most() < 0) {
      return function.least() + " arguments or more";
    }
    return function.least() == function.most()
        ? function.least() + (function.least() == 1 ? " argument" : " arguments")
        : function.least() + " to " + function.most() + " arguments";
  }

  private static Map<String, Function> functions() {
    Map<String, Function> all = new TreeMap<>();
    GoFunctions.ALL.forEach(function -> all.put(function.name(), function));
    PrometheusFunctions.ALL.forEach(function -> all.put(function.name(), function));
    return all;
  }
}

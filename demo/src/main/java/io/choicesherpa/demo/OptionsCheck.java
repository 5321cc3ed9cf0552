package io.choicesherpa.demo;

/**
 * Says what is wrong with the command line before {@code ./run} builds anything: it is compiled by
 * itself then, so that neither this class nor what it needs may use more than the JDK.
 */
final class OptionsCheck {
  private OptionsCheck() {}

  /** Ends with 0, or with the exit code that {@link Demo} would end with. */
  public static void main(String[] arguments) {
    try {
      DemoOptions options = DemoOptions.parse(arguments);
      Ports unused = Ports.of(options.portOffset(), System.getenv());
    } catch (OptionsException e) {
      System.err.println(e.getMessage());
      System.exit(OptionsException.EXIT_CODE);
    } catch (ConfigurationProblem e) {
      System.err.println(e.getMessage());
      System.exit(ConfigurationProblem.EXIT_CODE);
    }
  }
}

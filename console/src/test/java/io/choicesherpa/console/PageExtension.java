package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

/**
 * Gives tests the one {@link RunningPage}, and looks after each of them whether the page complained
 * or asked another host. Without a Chromium the tests are skipped, but not where {@code CI=true}.
 */
final class PageExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(PageExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    if (Browser.executable() != null) {
      return;
    }
    String reason = "no Chromium on the path: the page was not tested";
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    // The runner does not repeat why a whole class was skipped.
    LoggerFactory.getLogger(PageExtension.class).warn(reason);
    assumeTrue(false, reason);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    page(context).reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    page(context).complainedAboutNothingAndAskedNobodyElse();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningPage.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return page(context);
  }

  private static RunningPage page(ExtensionContext context) {
    Path chromium = Browser.executable();
    if (chromium == null) {
      throw new IllegalStateException("skipped before");
    }
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("page", key -> new RunningPage(chromium), RunningPage.class);
  }
}

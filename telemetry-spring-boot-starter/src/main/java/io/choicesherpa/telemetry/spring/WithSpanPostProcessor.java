package io.choicesherpa.telemetry.spring;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.lang.reflect.Modifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.core.Ordered;

/**
 * Puts {@link WithSpanInterceptor} around beans that have methods with {@link WithSpan}: outside of
 * transactions, which belong into the span, and inside of {@code @Async}, whose caller does not
 * wait.
 */
final class WithSpanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(WithSpanPostProcessor.class);
  private static final long serialVersionUID = 1L;

  WithSpanPostProcessor(WithSpanInterceptor interceptor, boolean proxyTargetClass) {
    advisor =
        new DefaultPointcutAdvisor(
            new AnnotationMatchingPointcut(null, WithSpan.class, true), interceptor);
    setBeforeExistingAdvisors(true);
    setProxyTargetClass(proxyTargetClass);
    // Right before the one of @Async, which then comes out in front.
    setOrder(Ordered.LOWEST_PRECEDENCE - 1);
  }

  @Override
  protected boolean isEligible(Object bean, String beanName) {
    if (!super.isEligible(bean, beanName)) {
      return false;
    }
    if (isProxyTargetClass() && Modifier.isFinal(bean.getClass().getModifiers())) {
      LOG.atWarn()
          .addKeyValue("bean", beanName)
          .addKeyValue("class", bean.getClass().getName())
          .log("A final class cannot be proxied: its methods with @WithSpan open no spans");
      return false;
    }
    return true;
  }
}

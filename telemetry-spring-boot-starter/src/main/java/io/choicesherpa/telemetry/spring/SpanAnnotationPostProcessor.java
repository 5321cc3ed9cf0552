package io.choicesherpa.telemetry.spring;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import org.aopalliance.intercept.MethodInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.core.Ordered;

/**
 * Puts an interceptor around beans that have methods with an annotation of OpenTelemetry's: outside
 * of transactions, which belong into the span, and inside of {@code @Async}, whose caller does not
 * wait.
 */
final class SpanAnnotationPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(SpanAnnotationPostProcessor.class);
  private static final long serialVersionUID = 1L;

  private final String annotation;

  SpanAnnotationPostProcessor(
      Class<? extends Annotation> annotation,
      MethodInterceptor interceptor,
      boolean proxyTargetClass) {
    this.annotation = annotation.getSimpleName();
    advisor =
        new DefaultPointcutAdvisor(
            new AnnotationMatchingPointcut(null, annotation, true), interceptor);
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
          .addKeyValue("annotation", annotation)
          .log("A final class cannot be proxied: an annotation of its methods has no effect");
      return false;
    }
    return true;
  }
}

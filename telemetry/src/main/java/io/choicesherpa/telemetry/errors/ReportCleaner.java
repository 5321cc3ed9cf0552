package io.choicesherpa.telemetry.errors;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.sentry.Breadcrumb;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.SpanContext;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last to see a report: whatever text is in it goes through the redactor. Should that fail,
 * Sentry's client sends nothing.
 */
record ReportCleaner(Redactor redactor) implements SentryOptions.BeforeSendCallback {

  @Override
  public SentryEvent execute(SentryEvent event, Hint hint) {
    event.setLogger(text(event.getLogger()));
    event.setTransaction(text(event.getTransaction()));
    Message message = event.getMessage();
    if (message != null) {
      Message clean = new Message();
      clean.setFormatted(text(message.getFormatted()));
      event.setMessage(clean);
    }
    List<SentryException> exceptions = event.getExceptions();
    if (exceptions != null) {
      exceptions.forEach(each -> each.setValue(text(each.getValue())));
    }
    Map<String, String> tags = event.getTags();
    if (tags != null) {
      tags.replaceAll((key, value) -> redactor.redact(key, value));
    }
    User user = event.getUser();
    if (user != null) {
      User clean = new User();
      String id = user.getId();
      clean.setId(
          id == null ? null : Texts.bounded(redactor.redact("user_id", id), Texts.MESSAGE_CHARS));
      event.setUser(clean);
    }
    List<Breadcrumb> breadcrumbs = event.getBreadcrumbs();
    if (breadcrumbs != null) {
      breadcrumbs.forEach(this::clean);
    }
    contexts(event);
    event.setRequest(null);
    return event;
  }

  private void clean(Breadcrumb breadcrumb) {
    breadcrumb.setMessage(text(breadcrumb.getMessage()));
    breadcrumb.setCategory(text(breadcrumb.getCategory()));
    breadcrumb.getData().replaceAll(this::value);
  }

  private void contexts(SentryEvent event) {
    for (Map.Entry<String, Object> context : event.getContexts().entrySet()) {
      if (context.getValue() instanceof Map<?, ?> values) {
        Map<String, Object> clean = new LinkedHashMap<>();
        values.forEach(
            (key, value) -> {
              String name = String.valueOf(key);
              clean.put(redactor.redactText(name), value(name, value));
            });
        context.setValue(clean);
      } else if (context.getValue() instanceof SpanContext trace) {
        trace.setDescription(text(trace.getDescription()));
      }
    }
  }

  private Object value(String key, @Nullable Object value) {
    if (value != null && redactor.hides(key, value)) {
      return redactor.replacement(key, value);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return Texts.bounded(redactor.redactText(String.valueOf(value)), Texts.VALUE_CHARS);
  }

  private @Nullable String text(@Nullable String text) {
    return text == null ? null : Texts.bounded(redactor.redactText(text), Texts.MESSAGE_CHARS);
  }
}

package io.choicesherpa.console.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of a call, with their types checked as they are asked for. */
record Arguments(String function, List<@Nullable Object> values, TemplateData data) {

  int count() {
    return values.size();
  }

  @Nullable Object any(int index) {
    return values.get(index);
  }

  Object present(int index) throws TemplateException {
    Object value = values.get(index);
    if (value == null) {
      throw wrong(index, "a value");
    }
    return value;
  }

  String text(int index) throws TemplateException {
    if (values.get(index) instanceof String text) {
      return text;
    }
    throw wrong(index, "a text");
  }

  double number(int index) throws TemplateException {
    return Numbers.toDouble(present(index));
  }

  TemplateSample sample(int index) throws TemplateException {
    if (values.get(index) instanceof TemplateSample sample) {
      return sample;
    }
    throw wrong(index, "a sample");
  }

  List<TemplateSample> samples(int index) throws TemplateException {
    if (!(values.get(index) instanceof List<?> list)) {
      throw wrong(index, "the result of a query");
    }
    List<TemplateSample> samples = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof TemplateSample sample)) {
        throw wrong(index, "the result of a query");
      }
      samples.add(sample);
    }
    return samples;
  }

  /** What a map or list has at {@code key}; of a map the empty text when there is nothing. */
  static @Nullable Object index(@Nullable Object of, @Nullable Object key)
      throws TemplateException {
    if (of instanceof Map<?, ?> map) {
      Object found = map.get(key);
      return found == null ? "" : found;
    }
    if (of instanceof List<?> list && key instanceof Long at) {
      if (at < 0 || at >= list.size()) {
        throw new TemplateException("index " + at + " is outside of 0 to " + (list.size() - 1));
      }
      return list.get(at.intValue());
    }
    throw new TemplateException("cannot index " + GoText.typeOf(of) + " by " + GoText.typeOf(key));
  }

  TemplateException wrong(int index, String wanted) {
    return new TemplateException(
        function
            + " wants "
            + wanted
            + " as argument "
            + (index + 1)
            + " but was given "
            + GoText.typeOf(values.get(index)));
  }
}

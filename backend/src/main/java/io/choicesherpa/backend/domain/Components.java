package io.choicesherpa.backend.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The nine components of a cycle, each exactly once, iterated in their order. Immutable. */
public final class Components implements Iterable<Component> {

  private final Map<ComponentType, Component> byType;

  private Components(Map<ComponentType, Component> byType) {
    this.byType = byType;
  }

  /** The given components; the types that are missing have not been started. */
  public static Components of(Collection<? extends Component> known) {
    Map<ComponentType, Component> byType = new EnumMap<>(ComponentType.class);
    for (ComponentType type : ComponentType.values()) {
      byType.put(type, new Component.NotStarted(type));
    }
    known.forEach(component -> byType.put(component.type(), component));
    return new Components(byType);
  }

  /** The component of this type. */
  public Component get(ComponentType type) {
    Component component = byType.get(type);
    if (component == null) {
      throw new IllegalStateException("no component of type " + type);
    }
    return component;
  }

  Components with(Component changed) {
    Map<ComponentType, Component> copy = new EnumMap<>(byType);
    copy.put(changed.type(), changed);
    return new Components(copy);
  }

  List<ComponentType> typesWhere(Predicate<Component> condition) {
    List<ComponentType> types = new ArrayList<>();
    byType.forEach(
        (type, component) -> {
          if (condition.test(component)) {
            types.add(type);
          }
        });
    return types;
  }

  @Override
  public Iterator<Component> iterator() {
    return Collections.unmodifiableCollection(byType.values()).iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Components that && byType.equals(that.byType);
  }

  @Override
  public int hashCode() {
    return byType.hashCode();
  }

  @Override
  public String toString() {
    return byType.values().toString();
  }
}

package io.choicesherpa.demo.people;

/** One thing that a person does, and how long the person thinks before it. Plain data. */
sealed interface Step {

  /** How long the person thinks first, at the usual speed. */
  long thinkMillis();

  /**
   * Does it.
   *
   * @throws GaveUpException when the backend does not let the person go on
   */
  void perform(PersonAtWork person) throws GaveUpException, InterruptedException;

  /** Begins a decision. */
  record OpenSession(long thinkMillis, String title) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.openSession(title);
    }
  }

  /** Looks for the decision that was left open. */
  record FindSession(long thinkMillis) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.findSession();
    }
  }

  /** Begins the walk. */
  record BeginCycle(long thinkMillis) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.beginCycle();
    }
  }

  /** Begins one of the nine components. */
  record StartComponent(long thinkMillis, String component) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.startComponent(component);
    }
  }

  /** Opens the conversation of a component, or the one that is there already. */
  record OpenConversation(long thinkMillis, String component) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.openConversation(component);
    }
  }

  /** Reads what was said so far. */
  record ReadBack(long thinkMillis) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.readBack();
    }
  }

  /** Says something and reads the answer. */
  record Say(long thinkMillis, String text, Channel channel) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.say(text, channel);
    }
  }

  /** Ends a component. */
  record CompleteComponent(long thinkMillis, String component) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.completeComponent(component);
    }
  }

  /** Thinks it over again from a component on. */
  record Branch(long thinkMillis, String component) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.branch(component);
    }
  }

  /** Has decided. */
  record CompleteCycle(long thinkMillis) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.completeCycle();
    }
  }

  /** Puts the decision away. */
  record Archive(long thinkMillis) implements Step {
    @Override
    public void perform(PersonAtWork person) throws GaveUpException, InterruptedException {
      person.archive();
    }
  }

  /** Does something wrong, as real clients do. */
  record Err(long thinkMillis, Mistake mistake) implements Step {
    @Override
    public void perform(PersonAtWork person) throws InterruptedException {
      person.err(mistake);
    }
  }
}

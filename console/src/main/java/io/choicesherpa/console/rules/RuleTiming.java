package io.choicesherpa.console.rules;

/**
 * One evaluation of a group.
 *
 * @param evaluationMillis its time
 * @param queryMillis the time that the rules look at
 * @param intervalMillis between evaluations
 * @param limit of series or alerts a rule; 0 for none
 */
record RuleTiming(long evaluationMillis, long queryMillis, long intervalMillis, int limit) {}

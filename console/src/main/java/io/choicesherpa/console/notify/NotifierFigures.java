package io.choicesherpa.console.notify;

/**
 * What became of alerts that were to be told of, since the start.
 *
 * @param sent arrived
 * @param failed did not arrive; told again as long as they go on
 * @param dropped not even tried, since too many waited
 * @param waiting wait now
 */
public record NotifierFigures(long sent, long failed, long dropped, int waiting) {}

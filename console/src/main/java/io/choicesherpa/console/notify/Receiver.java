package io.choicesherpa.console.notify;

import io.choicesherpa.console.rules.Alert;
import java.io.IOException;
import java.util.List;

/** Someone who wants to hear of alerts. */
interface Receiver {

  /** Where it is, without what would be secret. */
  String name();

  /**
   * Tells of {@code alerts}; returns when they have arrived.
   *
   * @throws IOException when they have not
   */
  void tell(List<Alert> alerts) throws IOException, InterruptedException;
}

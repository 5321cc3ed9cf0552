# shellcheck shell=bash
# The message's log lines, wherever they are stored.

logs_arrive() {
  await 40 lines_of "$trace"
  check logs "the message's log lines under its trace id, $(via "$loki_name")" lines_of "$trace"
}
during arrivals logs_arrive

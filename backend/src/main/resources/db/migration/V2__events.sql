-- Events: written with the state that they tell of, published from here, followed by handlers.

-- What happened, in order. A row without published_at waits for the stream; one with it is kept for a
-- while, so that an operator can see what an event said and which trace it belongs to.
CREATE TABLE outbox (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id   uuid NOT NULL UNIQUE,
  event_type text NOT NULL,
  -- The envelope as it goes on the stream, byte for byte: hence text and not jsonb.
  envelope   text NOT NULL,
  created_at timestamptz NOT NULL,
  published_at timestamptz
);
CREATE INDEX outbox_waiting ON outbox (position) WHERE published_at IS NULL;
CREATE INDEX outbox_by_publication ON outbox (published_at);

-- What a handler has done already; delivery is at least once.
CREATE TABLE processed_events (
  handler      text NOT NULL,
  event_id     uuid NOT NULL,
  processed_at timestamptz NOT NULL,
  PRIMARY KEY (handler, event_id)
);
CREATE INDEX processed_events_by_age ON processed_events (processed_at);

-- The dashboard's read model. Fed by events only, so no foreign key ties it to the sessions.
CREATE TABLE dashboard_sessions (
  session_id           uuid PRIMARY KEY,
  owner_id             text NOT NULL,
  archived             boolean NOT NULL,
  cycles               integer NOT NULL,
  branches             integer NOT NULL,
  completed_cycles     integer NOT NULL,
  started_components   text[] NOT NULL,
  completed_components text[] NOT NULL,
  messages             integer NOT NULL,
  last_activity_at     timestamptz NOT NULL
);
CREATE INDEX dashboard_sessions_by_owner
  ON dashboard_sessions (owner_id, last_activity_at DESC, session_id);

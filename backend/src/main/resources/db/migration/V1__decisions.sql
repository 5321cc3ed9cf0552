-- Decisions: sessions hold cycles, cycles hold components, a component may have a conversation.
-- Names of component types, roles and stages are those of the API.

CREATE TABLE sessions (
  id          uuid PRIMARY KEY,
  owner_id    text NOT NULL,
  title       text,
  created_at  timestamptz NOT NULL,
  archived_at timestamptz
);
CREATE INDEX sessions_by_owner ON sessions (owner_id, created_at DESC, id DESC);
-- Small, and all that counting the active sessions has to read.
CREATE INDEX sessions_active ON sessions (id) WHERE archived_at IS NULL;

CREATE TABLE cycles (
  id           uuid PRIMARY KEY,
  session_id   uuid NOT NULL REFERENCES sessions,
  parent_id    uuid REFERENCES cycles,
  created_at   timestamptz NOT NULL,
  completed_at timestamptz
);
CREATE INDEX cycles_by_session ON cycles (session_id, created_at, id);

-- A row is there from a component's start on.
CREATE TABLE components (
  cycle_id       uuid NOT NULL REFERENCES cycles,
  component_type text NOT NULL CHECK (component_type IN (
    'issue_raising', 'problem_frame', 'objectives', 'alternatives', 'consequences', 'tradeoffs',
    'recommendation', 'decision_quality', 'notes_next_steps')),
  started_at     timestamptz NOT NULL,
  completed_at   timestamptz,
  PRIMARY KEY (cycle_id, component_type)
);

CREATE TABLE conversations (
  id             uuid PRIMARY KEY,
  cycle_id       uuid NOT NULL,
  component_type text NOT NULL,
  started_at     timestamptz NOT NULL,
  -- Position of the last message; raising it hands out positions one writer at a time.
  message_count  integer NOT NULL DEFAULT 0,
  UNIQUE (cycle_id, component_type),
  FOREIGN KEY (cycle_id, component_type) REFERENCES components
);

CREATE TABLE messages (
  id              uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversations,
  position        integer NOT NULL,
  role            text NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  content         text NOT NULL,
  sent_at         timestamptz NOT NULL,
  UNIQUE (conversation_id, position)
);

-- What the funnel has counted: once per session and stage, also over restarts.
CREATE TABLE journey_stages (
  session_id uuid NOT NULL REFERENCES sessions,
  stage      text NOT NULL,
  reached_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, stage)
);

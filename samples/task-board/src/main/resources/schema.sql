-- What has been asked for. What a task's assignment says is changed by the leader only, but for its end, see Work.
CREATE TABLE task (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request    uuid NOT NULL UNIQUE,                -- who asks again under the same one gets the same task
    title      text NOT NULL,
    seconds    double precision NOT NULL,
    state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'given', 'done')),
    attempt    int NOT NULL DEFAULT 0,              -- how often it was given to a node
    assignment uuid,                                -- which of these times counts
    node       text,                                -- to whom, by name
    process    text,                                -- and which process of that name
    token      bigint,                              -- by which leadership it was told last
    posted_at  timestamptz NOT NULL DEFAULT now(),
    told_at    timestamptz,                         -- when the node was told last
    done_at    timestamptz
);

CREATE INDEX task_not_done ON task (id) WHERE state <> 'done';

-- What nodes began and ended, one row for each assignment that somebody took.
CREATE TABLE work (
    assignment uuid PRIMARY KEY,
    task       bigint NOT NULL REFERENCES task,
    attempt    int NOT NULL,
    node       text NOT NULL,
    began_at   timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz,
    outcome    text CHECK (outcome IN ('done', 'stale'))  -- stale: somebody else had the task by then
);

-- The highest token that a leader has written with, and how many writes came with a lower one.
CREATE TABLE leader_token (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    token   bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0
);

INSERT INTO leader_token DEFAULT VALUES;

-- Who led, who came and went, whose tasks were taken away.
CREATE TABLE news (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    node     text NOT NULL,
    sentence text NOT NULL
);

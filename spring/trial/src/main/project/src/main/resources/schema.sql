CREATE TABLE guard (token bigint NOT NULL);
INSERT INTO guard VALUES (0);
CREATE TABLE runs (
    id bigserial PRIMARY KEY,
    slot timestamptz NOT NULL,
    token bigint NOT NULL,
    node text NOT NULL,
    started timestamptz NOT NULL,
    ended timestamptz
);

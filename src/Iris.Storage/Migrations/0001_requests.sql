-- One row a request. Money is an integer count of nano-dollars, times are milliseconds (started_at_ms since 1970 in UTC).
CREATE TABLE requests (
    request_id          TEXT    NOT NULL PRIMARY KEY CHECK (length(request_id) > 0),
    key_id              TEXT    NOT NULL CHECK (length(key_id) > 0),
    started_at_ms       INTEGER NOT NULL,
    model_asked         TEXT,
    model_used          TEXT,
    endpoint            TEXT,
    attempts            INTEGER NOT NULL CHECK (attempts >= 0),
    status              INTEGER NOT NULL,
    reason              TEXT,
    streamed            INTEGER NOT NULL CHECK (streamed IN (0, 1)),
    prompt_tokens       INTEGER CHECK (prompt_tokens >= 0),
    completion_tokens   INTEGER CHECK (completion_tokens >= 0),
    image_tokens        INTEGER CHECK (image_tokens >= 0),
    cached_tokens       INTEGER CHECK (cached_tokens >= 0),
    reasoning_tokens    INTEGER CHECK (reasoning_tokens >= 0),
    estimated           INTEGER NOT NULL CHECK (estimated IN (0, 1)),
    cost_nano_usd       INTEGER NOT NULL CHECK (typeof(cost_nano_usd) = 'integer' AND cost_nano_usd >= 0),
    images              INTEGER NOT NULL CHECK (images >= 0),
    first_event_ms      INTEGER CHECK (first_event_ms >= 0),
    duration_ms         INTEGER NOT NULL CHECK (duration_ms >= 0)
) WITHOUT ROWID;

CREATE INDEX requests_by_key_and_time ON requests (key_id, started_at_ms);

-- What each key has spent, written in the transaction of the rows that it sums up, so that a start need not add up the whole history.
CREATE TABLE key_spend (
    key_id          TEXT    NOT NULL PRIMARY KEY,
    spent_nano_usd  INTEGER NOT NULL CHECK (typeof(spent_nano_usd) = 'integer' AND spent_nano_usd >= 0)
) WITHOUT ROWID;

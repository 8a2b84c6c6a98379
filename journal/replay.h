/* The pure stages held against the journal: each is run with --replay over the recorded inputs (lib/base/stage_replay.c). */
#ifndef JOURNAL_REPLAY_H
#define JOURNAL_REPLAY_H

/* Replays all that the database in `directory` holds at this moment; a journal may be serving it. What differs goes to stdout.
 * Gives the exit code: 0 all is the same, 1 something differs, 100 or 111 it could not be compared (said on stderr). */
int replay_run(const char *directory);

#endif

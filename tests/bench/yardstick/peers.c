/* The same events into what others would take instead. */
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <hiredis/hiredis.h>
#include <sqlite3.h>

#include "tests/bench/common.h"
#include "tests/bench/yardstick/yardstick.h"

static void execute(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return;
    fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
    exit(100);
}

/* sqlite FILE COUNT SIZE BATCH: events per second, WAL, synchronous=FULL */
int run_sqlite(char **argv)
{
    sqlite3 *db;
    sqlite3_stmt *insert;
    size_t count = strtoul(argv[1], NULL, 10), size = strtoul(argv[2], NULL, 10), batch = strtoul(argv[3], NULL, 10);
    own_str char *line = xcalloc(1, size + 1);
    memset(line, 'x', size);
    if (sqlite3_open(argv[0], &db))
        return 100;
    execute(db, "PRAGMA journal_mode=WAL");
    execute(db, "PRAGMA synchronous=FULL");
    execute(db, "CREATE TABLE events (sequence INTEGER PRIMARY KEY, line BLOB)");
    if (sqlite3_prepare_v2(db, "INSERT INTO events (line) VALUES (?)", -1, &insert, NULL))
        return 100;
    double start = now_us();
    for (size_t done = 0; done < count; done += batch) {
        execute(db, "BEGIN");
        for (size_t i = 0; i < batch; i++) {
            sqlite3_bind_blob(insert, 1, line, (int)size, SQLITE_STATIC);
            if (sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert))
                return 111;
        }
        execute(db, "COMMIT");
    }
    printf("%.0f\n", (double)count * 1e6 / (now_us() - start));
    sqlite3_finalize(insert);
    return sqlite3_close(db) ? 111 : 0;
}

static void take_reply(redisContext *c)
{
    redisReply *reply;
    if (redisGetReply(c, (void **)&reply) != REDIS_OK || reply->type == REDIS_REPLY_ERROR) {
        fprintf(stderr, "redis: %s\n", c->errstr);
        exit(111);
    }
    freeReplyObject(reply);
}

/* redis SOCKET COUNT SIZE DEPTH: events per second, XADD with so many on their way */
int run_redis(char **argv)
{
    size_t count = strtoul(argv[1], NULL, 10), size = strtoul(argv[2], NULL, 10), depth = strtoul(argv[3], NULL, 10);
    own_str char *line = xcalloc(1, size + 1);
    memset(line, 'x', size);
    redisContext *c = redisConnectUnix(argv[0]);
    if (!c || c->err)
        return 100;
    double start = now_us();
    for (size_t done = 0; done < count; done += depth) {
        for (size_t i = 0; i < depth; i++)
            redisAppendCommand(c, "XADD events * line %b", line, size);
        for (size_t i = 0; i < depth; i++)
            take_reply(c);
    }
    printf("%.0f\n", (double)count * 1e6 / (now_us() - start));
    redisFree(c);
    return 0;
}

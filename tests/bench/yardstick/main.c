/* bench-yardstick: what the machine itself and others' journals can do, in the same run as the journal's figures.
 *   lmdb DIRECTORY COUNT SIZE BATCH                a bare LMDB loop with the journal's chunks, full sync: events per second
 *   cursor DIRECTORY COUNT                         a bare cursor over a journal's COUNT events: events per second
 *   commits DIRECTORY ENDPOINT COUNT SIZE COMMITS  COMMITS commits of one record, two ipc hops each: p50 and p99 in microseconds
 *   sha COUNT SIZE                                 SHA-256 of so many events: events per second
 *   sqlite FILE COUNT SIZE BATCH                   SQLite, WAL, synchronous=FULL: events per second
 *   redis SOCKET COUNT SIZE DEPTH                  Redis Streams, XADD pipelined by DEPTH: events per second */
#include "tests/bench/common.h"
#include "tests/bench/yardstick/yardstick.h"

static const struct {
    const char *name;
    int args;
    int (*run)(char **argv);
} commands[] = {
    {"lmdb", 4, run_lmdb}, {"cursor", 2, run_cursor}, {"commits", 5, run_commits},
    {"sha", 2, run_sha},   {"sqlite", 4, run_sqlite}, {"redis", 4, run_redis},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (argc == commands[i].args + 2 && str_equal(argv[1], commands[i].name))
            return commands[i].run(argv + 2);
    fputs("usage: bench-yardstick lmdb|cursor|commits|sha|sqlite|redis ARGUMENTS\n", stderr);
    return 100;
}

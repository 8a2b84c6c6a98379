/* What a fuzz target may use. A target is tests/fuzz/fuzz_NAME.c with one function, its seeds are the files in corpus/NAME (words worth
 * trying may stand in NAME.dict), and the objects of programs that it needs stand in a `links:` line as in unit tests. It is built twice:
 * by clang with libFuzzer and the sanitizers for `make fuzz`, and by the compiler of the house with standalone.c for `make test`. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Called with any bytes, any number of times: must leave nothing behind. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
/* Called once before. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* What must hold for every input. */
#define FUZZ_HOLDS(what)                                                                                                                   \
    do {                                                                                                                                   \
        if (!(what)) {                                                                                                                     \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);                                                      \
            abort();                                                                                                                       \
        }                                                                                                                                  \
    } while (0)

#endif

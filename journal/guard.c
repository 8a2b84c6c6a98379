/* system */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/guard.h"

/* Its death is an answer: nobody else handles it, and it leaves no core. */
void guard_settle(void)
{
    static const int deadly[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
    for (size_t i = 0; i < COUNT_OF(deadly); i++)
        signal(deadly[i], SIG_DFL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static int child_wait(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

int guard_run(guard_fn *fn, void *context, const char *directory, struct err *err)
{
    uint64_t *passed = mmap(NULL, sizeof *passed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = passed == MAP_FAILED ? -1 : fork();
    if (child < 0)
        return err_set(err, ERR_AGAIN, "cannot make a process to check '%s': %s", directory, strerror(errno));
    if (child == 0) {
        guard_settle();
        int code = fn(context, passed);
        fflush(stdout);
        _exit(code);
    }
    int status = child_wait(child);
    uint64_t sequence = *passed;
    munmap(passed, sizeof *passed);
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    return err_set(err, ERR_CONFIG,
                   "the database in '%s' is damaged: reading it ended with '%s' behind sequence %llu: keep a copy, and restore it or begin "
                   "with an empty directory",
                   directory, strsignal(WTERMSIG(status)), (unsigned long long)sequence);
}

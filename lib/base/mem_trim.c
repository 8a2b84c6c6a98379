#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/base/mem.h"

/* Pages of a program's or library's file that were only read: the kernel brings back those that are needed again. (Breakpoints
 * that a debugger has set in them by then are lost.) */
static int drop_clean_pages(struct dl_phdr_info *info, size_t size, void *context)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    (void)size, (void)context;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *p = &info->dlpi_phdr[i];
        uintptr_t begin = info->dlpi_addr + p->p_vaddr;
        uintptr_t from = (begin + page - 1) & ~(page - 1), to = (begin + p->p_memsz) & ~(page - 1);
        if (p->p_type == PT_LOAD && !(p->p_flags & PF_W) && from < to)
            madvise((void *)from, to - from, MADV_DONTNEED);
    }
    return 0;
}

void mem_settle(void)
{
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 65536);
}

void mem_trim(void)
{
    malloc_trim(0);
    dl_iterate_phdr(drop_clean_pages, NULL);
}

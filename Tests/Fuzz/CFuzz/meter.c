#include "FuzzMeter.h"

#include <stdatomic.h>
#include <time.h>

/* The address sanitizer's; null where the program is built without it. */
extern int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void *, size_t),
                                                     void (*)(const volatile void *)) __attribute__((weak));
extern size_t __sanitizer_get_allocated_size(const volatile void *) __attribute__((weak));

static atomic_long held;
static atomic_long peak;

static void allocated(const volatile void *memory, size_t size)
{
    (void)memory;
    long now = atomic_fetch_add_explicit(&held, (long)size, memory_order_relaxed) + (long)size;
    long most = atomic_load_explicit(&peak, memory_order_relaxed);
    while (now > most && !atomic_compare_exchange_weak(&peak, &most, now)) { }
}

static void freed(const volatile void *memory)
{
    if (!memory) return;
    atomic_fetch_sub_explicit(&held, (long)__sanitizer_get_allocated_size(memory), memory_order_relaxed);
}

void fuzz_meter_begin(void)
{
    static int installed;
    if (!installed && __sanitizer_install_malloc_and_free_hooks)
        __sanitizer_install_malloc_and_free_hooks(allocated, freed);
    installed = 1;
    atomic_store(&held, 0);
    atomic_store(&peak, 0);
}

size_t fuzz_meter_peak(void) { return (size_t)atomic_load(&peak); }

double fuzz_meter_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* What the service manager is told: readiness, a word on what goes on, a sign of life (sd_notify(3)). Where no manager asks
 * (NOTIFY_SOCKET, WATCHDOG_USEC) nothing happens. The only place that includes systemd's headers. */
#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

struct loop;
struct notify;

/* WATCHDOG=1 from the loop from now on, three times in the interval that the manager allows: while the loop turns, the process lives.
 * Gives NULL where no manager asks. */
struct notify *notify_alive(struct loop *l);
void notify_free(struct notify *n);

void notify_status(const char *status);
void notify_ready(const char *status);
void notify_stopping(void);

#endif

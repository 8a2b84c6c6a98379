"""The lines of a test: what was compared, and what differed. One count for the whole run."""
import time

passed = failed = skipped = 0
failures = []


def check(good, what, seen=None):
    """One line. `seen` (anything) is shown when it went wrong. Gives back whether it was good."""
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        failures.append(what)
    print("%s %d - %s" % ("ok" if good else "not ok", passed + failed + skipped, what), flush=True)
    if not good and seen is not None:
        for line in str(seen).splitlines()[:60]:
            print("#   " + line[:600], flush=True)
    return bool(good)


def same(got, wanted, what):
    return check(got == wanted, what, "wanted: %r\nseen:   %r" % (wanted, got))


def skip(what, why):
    global skipped
    skipped += 1
    print("ok %d - %s # SKIP %s" % (passed + failed + skipped, what, why), flush=True)


def note(text):
    print("# " + text, flush=True)


def wait(seconds, look):
    """Calls look() until it gives something true or the time is over; gives back the last thing it gave."""
    end = time.monotonic() + seconds
    while True:
        got = look()
        if got or time.monotonic() > end:
            return got
        time.sleep(0.1)


def becomes(look, wanted, what, seconds=30):
    """look() must give `wanted` within the time; shows the last thing that it gave."""
    wait(seconds, lambda: look() == wanted)
    return same(look(), wanted, what)

/* Credential plugins: what they are given, what is made of what they print, when they are asked again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/kube/access.h"
#include "lib/kube/exec.h"

#define V1             "client.authentication.k8s.io/v1"
#define ANSWER(status) "{\"kind\":\"ExecCredential\",\"apiVersion\":\"" V1 "\",\"status\":{" status "}}"

struct heard {
    struct loop *loop;
    struct kube_credential got;
    struct err err;
    int calls;
};

static void hear(void *context, struct kube_credential *got, const struct err *err)
{
    struct heard *h = context;

    h->calls++;
    if (got) {
        h->got = *got;
        *got = (struct kube_credential){0};
    }
    if (err)
        h->err = *err;
    loop_stop(h->loop, 0);
}

/* Runs `sh -c script`. */
static void run(struct heard *h, const char *script, char *const *env)
{
    static char sh[] = "sh", c[] = "-c", where[] = "user 'u'", version[] = V1, info[] = "{}", hint[] = "get it from the shop";
    own_str char *text = xstrdup(script);
    char *args[] = {c, text, NULL};
    char *none[] = {NULL};
    struct kube_exec x = {where, sh, args, env ? (char **)(uintptr_t)env : none, version, hint, info};

    *h = (struct heard){.loop = loop_new()};
    assert_non_null(kube_exec_start(h->loop, &x, hear, h, &h->err));
    loop_run(h->loop);
    assert_int_equal(h->calls, 1);
    loop_free(h->loop);
}

static void a_token_comes_through_the_pipe(void **state)
{
    struct heard h;

    (void)state;
    run(&h, "printf '%s' '" ANSWER("\"token\":\"t1\",\"expirationTimestamp\":\"2026-01-01T00:00:00Z\"") "'", NULL);
    assert_int_equal(h.err.kind, ERR_NONE);
    assert_string_equal(h.got.token, "t1");
    assert_int_equal(h.got.expires.us / 1000000, 1767225600);
    kube_credential_release(&h.got);
}

/* The plugin's child keeps stdout open beyond its parent's end, and the answer comes in pieces. */
static void it_is_whole_when_stdout_is_closed(void **state)
{
    struct heard h;

    (void)state;
    run(&h, "printf '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" V1 "\",\"status\":{\"token\":'; (sleep 0.2; printf '\"late\"}}') &",
        NULL);
    assert_int_equal(h.err.kind, ERR_NONE);
    assert_string_equal(h.got.token, "late");
    kube_credential_release(&h.got);
}

static void it_has_our_environment_and_more(void **state)
{
    static char one[] = "K2_ONE=changed", two[] = "K2_TWO=new";
    char *const env[] = {one, two, NULL};
    struct heard h;

    (void)state;
    setenv("K2_ONE", "old", 1);
    setenv("K2_KEPT", "kept", 1);
    setenv("KUBERNETES_EXEC_INFO", "of somebody else", 1);
    run(&h,
        "read x && exit 9; printf '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" V1 "\",\"status\":{\"token\":\"%s\"}}' "
        "\"$K2_ONE,$K2_TWO,$K2_KEPT,$KUBERNETES_EXEC_INFO,$(env | grep -c ^K2_ONE)\"",
        env);
    assert_int_equal(h.err.kind, ERR_NONE);
    assert_string_equal(h.got.token, "changed,new,kept,{},1");
    kube_credential_release(&h.got);
}

static void a_failure_is_a_sentence(void **state)
{
    static const struct {
        const char *script;
        enum err_kind kind;
        const char *says;
    } cases[] = {
        {"exit 3", ERR_AGAIN, "credentials of user 'u': 'sh' failed with exit code 3"},
        {"kill -9 $$", ERR_AGAIN, "was ended by signal 9"},
        {"yes | head -c 2000000; sleep 30", ERR_AGAIN, "prints without end"},
        {"true", ERR_CONFIG, "it printed nothing"},
        {"echo sesame", ERR_CONFIG, "it is no JSON"},
        {"echo '{}'", ERR_CONFIG, "its 'kind' is not ExecCredential"},
        {"echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\"}'", ERR_CONFIG,
         "write the one it speaks"},
        {"echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" V1 "\"}'", ERR_CONFIG, "it has no 'status'"},
        {"echo '" ANSWER("") "'", ERR_CONFIG, "neither 'token' nor 'clientCertificateData'"},
        {"echo '" ANSWER("\"clientCertificateData\":\"x\"") "'", ERR_CONFIG, "without the other"},
        {"echo '" ANSWER("\"clientCertificateData\":\"x\",\"clientKeyData\":\"y\"") "'", ERR_CONFIG, "no PEM text"},
        {"echo '" ANSWER("\"token\":\"sesame\",\"expirationTimestamp\":\"soon\"") "'", ERR_CONFIG, "'expirationTimestamp' is no time"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct heard h;

        run(&h, cases[i].script, NULL);
        assert_null(h.got.token);
        assert_int_equal(h.err.kind, cases[i].kind);
        if (!strstr(h.err.text, cases[i].says) || strstr(h.err.text, "sesame"))
            fail_msg("case %zu: '%s' does not say \"%s\", or too much", i, h.err.text, cases[i].says);
    }
}

static void what_is_not_there_comes_with_its_hint(void **state)
{
    static char where[] = "user 'u'", command[] = "no-such-plugin-k2", version[] = V1, info[] = "{}", hint[] = "get it from the shop";
    struct kube_exec x = {.where = where, .command = command, .api_version = version, .install_hint = hint, .info = info};
    struct heard h = {.loop = loop_new()};

    (void)state;
    assert_null(kube_exec_start(h.loop, &x, hear, &h, &h.err));
    assert_int_equal(h.err.kind, ERR_CONFIG);
    assert_non_null(
        strstr(h.err.text, "'no-such-plugin-k2' of user 'u' could not be started: No such file or directory: get it from the shop"));
    loop_free(h.loop);
}

static struct kube_credential token_until(const char *token, int64_t ms)
{
    return (struct kube_credential){.token = xstrdup(token), .expires = ms ? moment_add_ms(moment_now(), ms) : (struct moment){0}};
}

static void asked_again_when_it_is_due(void **state)
{
    static const struct {
        int64_t life_ms;
        bool wants;
        int64_t early_ms; /* before the end of its life it is due, about */
    } cases[] = {{0, false, 0}, {3600 * 1000, false, 60000}, {30 * 1000, false, 15000}, {-1000, true, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct kube_access a = {.exec = xcalloc(1, sizeof(struct kube_exec))};
        struct kube_credential got = token_until("x", cases[i].life_ms);
        int64_t expires = got.expires.us;

        assert_true(kube_access_wants_exec(&a)); /* never asked */
        kube_access_take(&a, &got);
        assert_null(got.token);
        assert_string_equal(a.token, "x");
        assert_int_equal(kube_access_wants_exec(&a), cases[i].wants);
        if (cases[i].life_ms)
            assert_in_range((expires - a.exec_due.us) / 1000, (uintmax_t)(cases[i].early_ms > 100 ? cases[i].early_ms - 100 : 0),
                            (uintmax_t)cases[i].early_ms);
        assert_int_equal(kube_access_makes_do(&a), cases[i].life_ms > 0);
        kube_access_refused(&a);
        assert_true(kube_access_wants_exec(&a));
        assert_false(kube_access_makes_do(&a)); /* what was refused is good for nothing */
        kube_access_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_comes_through_the_pipe),        cmocka_unit_test(it_is_whole_when_stdout_is_closed),
        cmocka_unit_test(it_has_our_environment_and_more),       cmocka_unit_test(a_failure_is_a_sentence),
        cmocka_unit_test(what_is_not_there_comes_with_its_hint), cmocka_unit_test(asked_again_when_it_is_due),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

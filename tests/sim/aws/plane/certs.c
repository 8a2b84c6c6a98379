/* Certificates: a CA of the data plane's own, and for each ARN one that it has signed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

/* $1 folder, $2 file without its ending, $3 the names, as openssl wants them. */
static const char ca_script[] = "set -e; umask 077; cd \"$1\"\n"
                                "openssl ecparam -name prime256v1 -genkey -noout -out ca.key\n"
                                "openssl req -x509 -new -key ca.key -subj '/CN=Simulated load balancers' -days 3650 -out ca.crt\n";
static const char one_script[] = "set -e; umask 077; cd \"$1\"\n"
                                 "openssl ecparam -name prime256v1 -genkey -noout -out \"$2.key\"\n"
                                 "printf 'subjectAltName=%s\\n' \"$3\" > \"$2.ext\"\n"
                                 "openssl req -new -key \"$2.key\" -subj \"/CN=$2\" -out \"$2.csr\"\n"
                                 "openssl x509 -req -in \"$2.csr\" -CA ca.crt -CAkey ca.key -set_serial \"0x$2\" -days 3650 -extfile "
                                 "\"$2.ext\" -out \"$2.crt\"\n"
                                 "cat \"$2.crt\" \"$2.key\" > \"$2.pem.new\"; mv \"$2.pem.new\" \"$2.pem\"\n";

static int run(const char *script, const char *dir, const char *name, const char *names)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout))
            _exit(1);
        execlp("sh", "sh", "-c", script, "make-certificate", dir, name, names, (char *)NULL);
        _exit(127);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0 ? 0 : -1;
}

int certs_make_ca(const struct plane *p, struct err *err)
{
    own_str char *file = xasprintf("%s/ca.crt", p->dir);
    if (access(file, R_OK) == 0 || run(ca_script, p->dir, "", "") == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "cannot make a CA in '%s': is openssl installed and the folder writable?", p->dir);
}

/* The names of a certificate, with a comma between. Of one that nobody described: example.com and all below. */
static const char *names_of(const struct plane *p, const char *arn)
{
    const char *names = node_str(p->aws->certificate_names, arn);
    return names ? names : "example.com,*.example.com,localhost";
}

char *certs_file(const struct plane *p, const char *arn, struct err *err)
{
    char id[17];
    own_buf names = {0};
    own_str char *copy = xstrdup(names_of(p, arn));
    resource_id(id, arn, copy, 0);
    own_str char *file = xasprintf("%s/%s.pem", p->dir, id);
    char *rest = NULL;
    for (char *name = strtok_r(copy, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
        buf_addf(&names, "%sDNS:%s", names.len ? "," : "", name);
    if (access(file, R_OK) != 0 && run(one_script, p->dir, id, buf_str(&names))) {
        err_set(err, ERR_CONFIG, "cannot make a certificate for '%s' in '%s'", arn, p->dir);
        return NULL;
    }
    return xstrdup(file);
}

void certs_names(const struct plane *p, const char *arn, struct buf *to, const char *file)
{
    own_str char *copy = xstrdup(names_of(p, arn));
    char *rest = NULL;
    for (char *name = strtok_r(copy, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
        buf_addf(to, "%s %s;", name, file);
}

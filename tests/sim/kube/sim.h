/* The simulated API server: its state, and the parts that answer requests. */
#ifndef SIM_KUBE_SIM_H
#define SIM_KUBE_SIM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "tests/sim/common/server.h"
#include "tests/sim/kube/kinds.h"
#include "tests/sim/kube/object.h"
#include "tests/sim/kube/store.h"

struct watch;
struct err;

enum { SIM_MAX_RULES = 64, SIM_MAX_TOKENS = 16 };

/* How a watch from a forgotten version is told so. */
enum gone_form { GONE_EVENT, GONE_HTTP };
/* What a POST or PUT to the object itself does with its status. */
enum status_rule { STATUS_TAKEN, STATUS_BY_SUBRESOURCE };
/* Whether a client may ask for sendInitialEvents. */
enum watch_list { WATCH_LIST_ON, WATCH_LIST_OFF };

struct token {
    const char *text;
    const char *user;
};

/* Whose EKS tokens are taken; cluster NULL: nobody's. */
struct eks_settings {
    char *cluster, *access_key, *secret_key;
    int64_t token_ms; /* so long */
};

struct settings {
    struct eks_settings eks;
    const char *name; /* the seed of uids */
    struct token tokens[SIM_MAX_TOKENS];
    size_t token_count;
    enum gone_form gone;
    enum status_rule status_rule;
    enum watch_list watch_list;
    int64_t bookmark_ms;
    int64_t kubelet_ms; /* a deleted pod vanishes after so long */
};

enum fault_kind { FAULT_NONE, FAULT_STATUS, FAULT_CUT, FAULT_EMPTY, FAULT_EXPIRE, FAULT_SILENT, FAULT_DELAY, FAULT_DROP };

struct fault {
    enum fault_kind kind;
    char verb[16];      /* "" for any */
    char resource[128]; /* plural; "" for any */
    int64_t skip;       /* so many requests before them go well */
    int64_t count;      /* how many more requests it meets */
    int64_t code, retry_after_s, bytes, delay_ms;
};

struct denial {
    char verb[16]; /* "*" for any */
    char resource[128];
    char namespace[256]; /* "" for all */
};

/* What a list was answered from last. */
struct listed {
    const struct kind *kind;
    uint64_t rv;
    struct snapshot all;
};

struct sim {
    struct settings set;
    struct store *store;
    struct listed listed;
    struct sim_server *server;
    struct watch *watches;
    struct doomed *doomed; /* pods that the kubelet will remove */
    struct fault faults[SIM_MAX_RULES];
    size_t fault_count;
    struct denial denials[SIM_MAX_RULES];
    size_t denial_count;
    uint32_t absent; /* a bit for each kind whose CRD is not there */
    bool muted;      /* watches say nothing */
    bool bookmarks_off;
    FILE *log;
    uint64_t requests;
};

/* One request on its way through. */
struct call {
    struct sim *sim;
    struct sim_request *r;
    struct target target;
    const char *verb; /* get list watch create update patch delete, or "" */
    const char *user;
    char user_name[128];
    bool metadata_only;
    int64_t cut_after; /* of the answer, by a fault; 0: not at all */
    int64_t delay_ms;
};

/* ---- serve.c: from the request line to the part that answers ---- */
void serve(void *sim, struct sim_request *r);

/* ---- access.c ---- */
/* False when it has answered 401. */
bool access_authenticate(struct call *c);
/* False when it has answered 403. */
bool access_authorize(struct call *c);
/* What access_authorize would say, without an answer. */
bool access_allows(const struct call *c);
/* Adds "VERB RESOURCE [NAMESPACE]". ERR_CONFIG when it does not read so. */
int access_deny(struct sim *s, const char *rule, struct err *err);

/* ---- eks.c ---- */
bool eks_accepts(const struct sim *s, const char *token);

/* ---- fault.c ---- */
/* The next fault for this call, counted down; NULL when there is none. */
const struct fault *fault_take(struct call *c, enum fault_kind kind);
int fault_add(struct sim *s, const struct fault *f);
enum fault_kind fault_kind_of(const char *word);
/* True when a fault has answered, or holds, the call. */
bool fault_meets(struct call *c);

/* ---- reply.c ---- */
struct status {
    int code;
    const char *reason;
    const char *message;
    const char *group, *kind, *name; /* details; NULL leaves out */
    const char *causes;              /* a JSON array; NULL leaves out */
    const char *token;               /* metadata.continue; NULL leaves out */
    int64_t retry_after_s;           /* 0 leaves out */
};
void status_write(struct buf *to, const struct status *s);
void reply_status(struct call *c, const struct status *s);
void reply_not_found(struct call *c);
void reply_bad_request(struct call *c, const char *message);
/* 504, as the server says of a version that it has not come to. */
void reply_too_large(struct call *c, uint64_t rv);
/* An unacceptable parameter: 422 in the form of ListOptions. */
void reply_invalid_option(struct call *c, const char *field, const char *message);
void reply_json(struct call *c, int code, struct buf *body);
/* The object, as this client wants it. */
void reply_object(struct call *c, int code, const char *text);
void reply_text(struct call *c, int code, const char *text);
/* One line of the request log. */
void reply_log(const struct call *c, int code);

/* ---- review.c ---- */
/* True when it was a SelfSubjectReview or SelfSubjectAccessReview, and is answered. */
bool answer_review(struct call *c);

/* ---- list.c, watch.c, change.c, delete.c, discovery.c, control.c ---- */
void answer_list(struct call *c);
void answer_get(struct call *c);
void answer_watch(struct call *c);
void answer_create(struct call *c);
void answer_update(struct call *c);
void answer_patch(struct call *c);
void answer_delete(struct call *c);
/* False when the path is none of discovery's. */
bool answer_discovery(struct call *c);
void answer_control(struct call *c);

/* The object as this client wants it; member is NULL inside arrays. */
void render_object(struct buf *to, const struct call *c, const char *text);
/* 0 and the version, or -1 with the answer given. Absent is 0 with *out = 0. */
int parse_version(struct call *c, const char *text, uint64_t *out);

/* ---- watch.c ---- */
void watch_changed(struct sim *s, const struct kind *k);
/* Milliseconds until it wants to be called again, -1: none. */
int64_t watch_tick(struct sim *s);
enum watch_end { WATCH_ABORT, WATCH_FINISH, WATCH_RESET, WATCH_SILENCE };
size_t watch_end_all(struct sim *s, const struct kind *k, enum watch_end how);
size_t watch_bookmark_all(struct sim *s);
void watch_wake_all(struct sim *s);
void watch_describe(const struct sim *s, struct json_out *o);

/* ---- write.c; more in write.h ---- */
/* Puts an object as it stands in a file: made when new, replaced when there. ERR_INPUT says what is wrong. */
int write_load(struct sim *s, const struct json *object, struct err *err);
void write_remove(struct sim *s, const struct kind *k, const char *key);

/* ---- delete.c ---- */
/* The kubelet ends what is due. Milliseconds until it wants to be called again, -1: none. */
int64_t delete_tick(struct sim *s);
void delete_release(struct sim *s);

/* ---- load.c, bulk.c ---- */
/* NDJSON, a JSON array, or a List object. Gives how many, or -1. */
int64_t load_text(struct sim *s, const struct buf *text, struct err *err);
int load_file(struct sim *s, const char *path, struct err *err);
/* "pods=N[,services=N][,nodes=N][,slice=N][,namespace=NAME][,ingress=no]" */
int load_bulk(struct sim *s, const char *spec, struct err *err);

/* ---- certs.c ---- */
struct certs {
    char *ca, *cert, *key, *client_cert, *client_key; /* file names */
};
int certs_make(struct certs *c, const char *dir, struct err *err);
int certs_kubeconfig(const struct certs *c, const struct sim *s, const char *dir, struct err *err);
void certs_release(struct certs *c);

#endif

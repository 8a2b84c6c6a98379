/* What http.c, http_call.c and http_answer.c share; nobody else includes it. The only places that include curl.h. */
#ifndef BASE_HTTP_INNER_H
#define BASE_HTTP_INNER_H

#include <curl/curl.h>

#include "lib/base/http.h"

enum { HTTP_SPARE = 4 };

struct http {
    struct loop *loop;
    struct loop_timer *timer;  /* curl's */
    struct loop_timer *chores; /* what was put off */
    CURLM *multi;
    char *user_agent;
    struct http_request *requests;
    CURL *spare[HTTP_SPARE]; /* handles of requests that have ended, for the next ones */
    size_t spare_count;
    bool inside; /* curl is on the stack */
};

struct http_request {
    struct http *h;
    struct http_request *prev, *next;
    CURL *easy;
    struct curl_slist *headers, *connect_to;
    struct http_handlers handlers;
    void *context;
    struct http_answer answer;
    char *date, *content_type, *error_type, *request_id, *host;
    struct loop_timer *deadline;
    int64_t total_ms, idle_ms;
    int64_t started, heard; /* mono_ms */
    bool safe;              /* GET or HEAD: curl may repeat it on a new connection */
    bool added, dead, held, paused, resume, ending;
    int64_t overdue_ms; /* the deadline that passed, or 0 */
    char error[CURL_ERROR_SIZE];
};

/* http_call.c: everything that curl must know of the call. ERR_CONFIG where url or trust are unusable. */
int http_prepare(struct http_request *r, const struct http_call *call, struct err *err);
/* http_answer.c: headers and body come to r's handlers. */
void http_listen(struct http_request *r);

#endif

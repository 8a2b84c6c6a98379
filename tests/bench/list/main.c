/* bench-list URL CA TOKEN: the yardstick of a list. Fetches its pages of 500 with curl, one after the other over one connection, keeps
 * each as a whole and lets cJSON parse it. Prints the objects, how many a second, and the protocol: `50000 12345 h2`. */

/* system */
#include <cjson/cJSON.h>
#include <curl/curl.h>

#include "tests/bench/common.h"

static size_t keep(char *bytes, size_t size, size_t count, void *to)
{
    buf_add(to, bytes, size * count);
    return size * count;
}

/* Counts the items of a page; gives the next page's token (free with free), or NULL. */
static char *parse(const struct buf *body, size_t *objects)
{
    cJSON *page = cJSON_ParseWithLength(body->data, body->len);
    const char *next = cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetObjectItem(page, "metadata"), "continue"));
    char *token = next && *next ? xstrdup(next) : NULL;
    *objects += (size_t)cJSON_GetArraySize(cJSON_GetObjectItem(page, "items"));
    cJSON_Delete(page);
    return token;
}

static CURL *client(const char *ca, struct curl_slist *headers, struct buf *body)
{
    CURL *c = curl_easy_init();
    curl_easy_setopt(c, CURLOPT_CAINFO, ca);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, body);
    return c;
}

int main(int argc, char **argv)
{
    own_buf body = {0};
    size_t objects = 0;
    long version = 0;
    char *token = NULL;
    if (argc != 4) {
        fprintf(stderr, "usage: bench-list URL CA TOKEN\n");
        return 100;
    }
    own_str char *bearer = xasprintf("Authorization: Bearer %s", argv[3]);
    struct curl_slist *headers = curl_slist_append(NULL, bearer);
    CURL *c = client(argv[2], headers, &body);
    double start = now_us();
    do {
        own_str char *url = xasprintf("%s?limit=500%s%s", argv[1], token ? "&continue=" : "", token ? token : "");
        curl_easy_setopt(c, CURLOPT_URL, url);
        buf_clear(&body);
        CURLcode failed = curl_easy_perform(c);
        if (failed) {
            fprintf(stderr, "bench-list: %s\n", curl_easy_strerror(failed));
            return 111;
        }
        free(token);
        token = parse(&body, &objects);
    } while (token);
    double took = now_us() - start;
    curl_easy_getinfo(c, CURLINFO_HTTP_VERSION, &version);
    printf("%zu %.0f %s\n", objects, (double)objects / took * 1e6, version == CURL_HTTP_VERSION_2_0 ? "h2" : "http/1.1");
    curl_easy_cleanup(c);
    curl_slist_free_all(headers);
    return 0;
}

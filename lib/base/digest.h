/* Hashes, signatures and the two spellings of bytes. The only place that includes OpenSSL. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"

struct err;

enum { SHA256_BYTES = 32, SHA256_HEX = 65 };

struct digest_part {
    const void *data;
    size_t len;
};

void sha256(const void *data, size_t len, uint8_t out[SHA256_BYTES]);
/* The hash of all parts one after the other. */
void sha256_parts(const struct digest_part *parts, size_t count, uint8_t out[SHA256_BYTES]);
void hmac_sha256(const void *key, size_t key_len, const void *data, size_t len, uint8_t out[SHA256_BYTES]);

/* Lower-case hex with a NUL: out holds 2 * len + 1. Returns out. */
char *hex_encode(const void *data, size_t len, char *out);
/* The lower-case hex SHA-256 of some text. Returns out. */
char *sha256_hex(const void *data, size_t len, char out[SHA256_HEX]);

void base64_encode(struct buf *to, const void *data, size_t len);
/* Standard alphabet, with or without padding; white space is skipped. ERR_INPUT otherwise. */
int base64_decode(struct buf *to, const char *text, size_t len, struct err *err);

/* Bytes from the system's generator. */
void random_bytes(void *out, size_t len);
/* 0 <= result < bound, for jitter. */
uint32_t random_below(uint32_t bound);

#endif

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/err.h"

/* One context and one fetched algorithm for the life of the process: fetching costs more than hashing. */
static EVP_MD_CTX *hash_begin(void)
{
    static EVP_MD_CTX *context;
    static EVP_MD *algorithm;
    if (!context) {
        context = EVP_MD_CTX_new();
        algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    }
    if (!context || !algorithm || EVP_DigestInit_ex2(context, algorithm, NULL) != 1)
        abort();
    return context;
}

void sha256_parts(const struct digest_part *parts, size_t count, uint8_t out[SHA256_BYTES])
{
    EVP_MD_CTX *context = hash_begin();
    for (size_t i = 0; i < count; i++)
        if (EVP_DigestUpdate(context, parts[i].data, parts[i].len) != 1)
            abort();
    if (EVP_DigestFinal_ex(context, out, NULL) != 1)
        abort();
}

void sha256(const void *data, size_t len, uint8_t out[SHA256_BYTES])
{
    sha256_parts(&(struct digest_part){data, len}, 1, out);
}

void hmac_sha256(const void *key, size_t key_len, const void *data, size_t len, uint8_t out[SHA256_BYTES])
{
    unsigned out_len = SHA256_BYTES;
    if (!HMAC(EVP_sha256(), key, (int)key_len, data, len, out, &out_len))
        abort();
}

char *hex_encode(const void *data, size_t len, char *out)
{
    static const char digit[] = "0123456789abcdef";
    const uint8_t *bytes = data;
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digit[bytes[i] >> 4];
        out[2 * i + 1] = digit[bytes[i] & 15];
    }
    out[2 * len] = '\0';
    return out;
}

char *sha256_hex(const void *data, size_t len, char out[SHA256_HEX])
{
    uint8_t hash[SHA256_BYTES];
    sha256(data, len, hash);
    return hex_encode(hash, sizeof hash, out);
}

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(struct buf *to, const void *data, size_t len)
{
    const uint8_t *in = data;
    for (size_t i = 0; i < len; i += 3) {
        uint32_t group = (uint32_t)in[i] << 16 | (i + 1 < len ? (uint32_t)in[i + 1] << 8 : 0) | (i + 2 < len ? in[i + 2] : 0);
        buf_add_char(to, base64_digits[group >> 18]);
        buf_add_char(to, base64_digits[group >> 12 & 63]);
        buf_add_char(to, i + 1 < len ? base64_digits[group >> 6 & 63] : '=');
        buf_add_char(to, i + 2 < len ? base64_digits[group & 63] : '=');
    }
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

int base64_decode(struct buf *to, const char *text, size_t len, struct err *err)
{
    uint32_t group = 0;
    int bits = 0;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '=' || c == ' ' || c == '\n' || c == '\r' || c == '\t')
            continue;
        int value = base64_value(c);
        if (value < 0)
            return err_set(err, ERR_INPUT, "not base64 at byte %zu", i);
        group = group << 6 | (uint32_t)value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buf_add_char(to, (char)(group >> bits & 255));
        }
    }
    return 0;
}

void random_bytes(void *out, size_t len)
{
    if (RAND_bytes(out, (int)len) != 1)
        abort();
}

uint32_t random_below(uint32_t bound)
{
    uint32_t value;
    random_bytes(&value, sizeof value);
    return bound ? value % bound : 0;
}

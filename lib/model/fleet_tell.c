#include <string.h>

#include "lib/base/err.h"
#include "lib/base/stage.h"

#include "lib/model/fleet.h"

void fleet_tell(struct stage *s, const char *path, const struct fleet *before)
{
    struct fleet now = {0};
    struct err err = {0};
    own_buf now_text = {0}, before_text = {0};
    if (fleet_load(&now, path, &err)) {
        stage_fail(s, &err);
        return;
    }
    fleet_encode(&now, &now_text);
    if (before && before->name)
        fleet_encode(before, &before_text);
    if (strcmp(buf_str(&now_text), buf_str(&before_text)) != 0)
        stage_emit(s, &(struct stage_event){.type = "fleet.configured", .subject = now.name, .data = buf_str(&now_text)});
    fleet_release(&now);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "circumstances.h"

#include "options.h"

#include <string.h>

static gboolean
set_name (BiCircumstances *circumstances, gsize field, const char *value, GError **error)
{
    char **name = G_STRUCT_MEMBER_P (circumstances, field);

    g_free (*name);
    *name = g_strdup (value);
    return TRUE;
}

static gboolean
set_audience (BiCircumstances *circumstances, gsize field, const char *value,
              GError **error)
{
    static const char *const audiences[] = {"public", "room", "direct", NULL};
    int audience = bi_options_choose (value, audiences, error);

    if (audience >= 0)
        circumstances->audience = BI_AUDIENCE_PUBLIC + audience;
    return audience >= 0;
}

/* Without an offset it is the time of this place. Without seconds, which GLib asks for,
 * they are none. Returns: (transfer full) (nullable) */
static GDateTime *
read_time (const char *value)
{
    g_autoptr (GTimeZone) here = g_time_zone_new_local ();
    g_autofree char *with_seconds = g_strconcat (value, ":00", NULL);

    return g_date_time_new_from_iso8601 (
        strlen (value) == strlen ("2026-07-04T15:00") ? with_seconds : value, here);
}

static gboolean
set_time (BiCircumstances *circumstances, gsize field, const char *value, GError **error)
{
    GDateTime **time = G_STRUCT_MEMBER_P (circumstances, field);
    GDateTime *at = read_time (value);

    if (at == NULL) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "\"%s\" is no time of ISO 8601; write it as "
                     "2026-07-04T15:00 or 2026-07-04T15:00:00+02:00",
                     value);
        return FALSE;
    }
    g_clear_pointer (time, g_date_time_unref);
    *time = at;
    return TRUE;
}

#define FIELD(name) G_STRUCT_OFFSET (BiCircumstances, name)

static const struct {
    const char *name;
    gboolean (*set) (BiCircumstances *circumstances, gsize field, const char *value,
                     GError **error);
    gsize field;
} fields[] = {
    {"account", set_name, FIELD (account)},
    {"protocol", set_name, FIELD (protocol)},
    {"conversation", set_name, FIELD (conversation)},
    {"to", set_audience, FIELD (audience)},
    {"at", set_time, FIELD (at)},
    {"warned-at", set_time, FIELD (warned_at)},
};

/* Sets the field called @name. Returns: FALSE with @error when the value cannot be right.
 */
gboolean
bi_circumstances_set (BiCircumstances *circumstances, const char *name, const char *value,
                      GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
        if (strcmp (name, fields[i].name) != 0)
            continue;
        if (g_utf8_validate (value, -1, NULL))
            return fields[i].set (circumstances, fields[i].field, value, error);
        g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                             "not valid UTF-8; write it in UTF-8");
        return FALSE;
    }
    g_return_val_if_reached (FALSE);
}

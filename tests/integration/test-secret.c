/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a rule calls secret is on no disk before its writer agrees. */
#include "entry.h"

#include "badidea/mask.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "hunter2"
#define MASK7  BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK
#define DRAFT  "The login is hunter2 &amp; <b>more</b> \xC3\xA9"
#define PLAIN  "The login is hunter2 & more \xC3\xA9" /* as it leaves without markup */
#define MASKED "The login is " MASK7 " &amp; <b>more</b> \xC3\xA9"

static const char rules[] = "[test.secret]\n"
                            "title = A password\n"
                            "level = stop\n"
                            "why = Whoever reads it has it.\n"
                            "match = hunter\\d\n"
                            "match = KEY(?s:.){1,40}?END\n"
                            "secret = yes\n"
                            "[test.watched]\n"
                            "title = Trial\n"
                            "level = watch\n"
                            "why = On trial.\n"
                            "phrase = trial\n"
                            "[test.mask]\n"
                            "title = Left over\n"
                            "level = warn\n"
                            "why = It was masked.\n"
                            "match = \xE2\x80\xA2{3,}\n";

static void
use_rules (Rehearsal *r)
{
    rehearsal_set_rules (rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
}

/* Whether a file below @path holds @text. */
static gboolean
is_on_disk (const char *path, const char *text)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    g_autofree char *contents = NULL;
    const char *name;
    gsize length;

    if (dir == NULL)
        return g_file_get_contents (path, &contents, &length, NULL) &&
               g_strstr_len (contents, (gssize) length, text) != NULL;
    while ((name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *child = g_build_filename (path, name, NULL);
        if (is_on_disk (child, text))
            return TRUE;
    }
    return FALSE;
}

static void
assert_on_disk (Rehearsal *r, gboolean whole)
{
    g_assert_true (is_on_disk (headless_dir (r->h), SECRET) == whole);
}

/* The only hash that each line of the journal has is that of @text. */
static void
assert_hashed (Rehearsal *r, const char *text)
{
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    g_autofree char *path = rehearsal_path (r, "journal");
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;

    g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
    lines = g_strsplit (g_strchomp (contents), "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        g_assert_nonnull (strstr (*line, hash));
}

/* ---- where it is asked about ---- */

static void
test_asked (Rehearsal *r, gconstpointer data)
{
    use_rules (r);
    rehearsal_hold (r, DRAFT);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_says (r, "masked on disk");
    rehearsal_assert_says (r, "lost when this program ends");
    g_assert_cmpstr (headless_request_buttons (r->h), ==,
                     "Edit|Post anyway|Discard|Keep it whole");
    assert_on_disk (r, FALSE);
    rehearsal_assert_lines (r, MASKED);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held confirmed posted");
    assert_hashed (r, MASKED);
    assert_on_disk (r, FALSE);
}

static void
test_agreed (Rehearsal *r, gconstpointer data)
{
    use_rules (r);
    rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Keep it whole"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_says (r, "You keep it whole");
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    assert_on_disk (r, TRUE);
    rehearsal_assert_lines (r, DRAFT);
    rehearsal_unload (r);
    rehearsal_load (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_says (r, "You keep it whole");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    rehearsal_assert_asked (r, 0);
    assert_hashed (r, MASKED);
    assert_on_disk (r, FALSE);
}

static void
test_discarded (Rehearsal *r, gconstpointer data)
{
    use_rules (r);
    rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Discard"));
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_journal (r, "held discarded");
    assert_hashed (r, MASKED);
    assert_on_disk (r, FALSE);
}

/* As after a crash: what was in memory is gone. */
static void
test_comes_back (Rehearsal *r, gconstpointer data)
{
    use_rules (r);
    rehearsal_hold (r, DRAFT);
    rehearsal_unload (r);
    rehearsal_load (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, MASK7);
    rehearsal_assert_says (r, "Not posted: Left over");
    rehearsal_assert_says (r, "kept masked only");
    g_assert_null (strstr (headless_request_text (r->h), SECRET));
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    rehearsal_assert_posts (r, NULL);
    g_assert_true (headless_press (r->h, "Discard"));
}

static void
test_edited (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    headless_take_confirm (r->h, TRUE);
    use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, DRAFT);
    assert_on_disk (r, FALSE);
    rehearsal_send (conv, "Now it is hunter3");
    rehearsal_assert_asked (r, 1);
    g_assert_false (is_on_disk (headless_dir (r->h), "hunter"));
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

/* Lines of one turn are one draft, and a secret may go over several. */
static void
test_lines (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    rehearsal_send (conv, "KEY");
    rehearsal_send (conv, "abcdef");
    rehearsal_send (conv, "END of it");
    rehearsal_assert_asked (r, 1);
    g_assert_false (is_on_disk (headless_dir (r->h), "abcdef"));
    rehearsal_assert_lines (r, "It is " MASK7 "|" BI_MASK BI_MASK BI_MASK
                               "|" BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK
                               "|" BI_MASK BI_MASK BI_MASK " of it");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "It is hunter9", "KEY", "abcdef", "END of it", NULL);
    g_assert_false (is_on_disk (headless_dir (r->h), "abcdef"));
}

/* Of several lines the first ones leave: the rest, which is no secret by itself, stays
 * masked. */
static void
test_rest (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    rehearsal_send (conv, "KEY");
    rehearsal_send (conv, "abcdef");
    rehearsal_send (conv, "END");
    rehearsal_assert_asked (r, 1);
    purple_account_disconnect (r->account);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_says (r, "did not leave");
    g_assert_false (is_on_disk (headless_dir (r->h), "abcdef"));
    g_assert_true (headless_press (r->h, "Discard"));
}

/* The hash of a draft that leaves unasked tells nothing either. */
static void
test_watched (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    use_rules (r);
    rehearsal_send (conv, "trial hunter2");
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_journal (r, "would-have-warned held");
    assert_hashed (r, "trial " MASK7);
    g_assert_true (headless_press (r->h, "Discard"));
}

/* Rules that were read in the middle of a turn may call nothing a secret. */
static void
test_reloaded (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_lines (r, "It is " MASK7 "|" RISKY);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "hunter9");
    g_assert_false (is_on_disk (headless_dir (r->h), "hunter9"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "It is hunter9", RISKY, NULL);
}

/* Held drafts cannot be saved while a file stands in the place of their folder. */
static void
break_folder (Rehearsal *r, gboolean broken)
{
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *away = rehearsal_path (r, "held-away");

    if (broken) {
        g_assert_cmpint (g_rename (folder, away), ==, 0);
        g_assert_true (g_file_set_contents (folder, "", 0, NULL));
    } else {
        g_assert_cmpint (g_remove (folder), ==, 0);
        g_assert_cmpint (g_rename (away, folder), ==, 0);
    }
}

static void
test_agreed_unsaved (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    break_folder (r, TRUE);
    g_assert_true (headless_press (r->h, "Keep it whole"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "could not be saved");
    break_folder (r, FALSE);
    purple_conversation_destroy (conv);
    rehearsal_assert_asked (r, 0);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_lines (r, MASKED);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    assert_on_disk (r, FALSE);
}

/* ---- where an entry is gated ---- */

static void
test_entry (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    use_rules (r);
    g_assert_true (core->keep_whole (conv, TRUE));
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    entry_assert_held (r, MASKED);
    assert_on_disk (r, FALSE);
    g_assert_nonnull (strstr (core->get_notice (conv)->secret, "masked on disk"));
    g_assert_true (core->get_notice (conv)->is_asked_for);
    g_assert_false (core->get_notice (conv)->is_whole);
    g_assert_true (core->keep_whole (conv, TRUE));
    g_assert_true (core->get_notice (conv)->is_whole);
    entry_assert_held (r, DRAFT);
    g_assert_true (core->keep_whole (conv, FALSE));
    g_assert_false (core->get_notice (conv)->is_whole);
    entry_assert_held (r, MASKED);
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, DRAFT));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "held confirmed posted");
    assert_hashed (r, MASKED);
    assert_on_disk (r, FALSE);
}

/* What was given back to the writer is sent again as it is, and the rules call nothing a
 * secret any more. */
static void
test_sent_again (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    headless_take_confirm (r->h, TRUE);
    use_rules (r);
    rehearsal_send (conv, RISKY " hunter9");
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
    rehearsal_send (conv, RISKY " hunter9");
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_lines (r, RISKY " " MASK7);
    g_assert_false (is_on_disk (headless_dir (r->h), "hunter9"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY " hunter9", NULL);
}

/* Who agrees does so for the text as it is. */
static void
test_another_text (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    use_rules (r);
    g_assert_false (entry_enter (r, core, conv, "It is hunter3"));
    g_assert_true (core->keep_whole (conv, TRUE));
    core->resume (conv);
    g_assert_false (entry_enter (r, core, conv, "It is hunter3"));
    g_assert_true (core->get_notice (conv)->is_whole);
    entry_assert_held (r, "It is hunter3");
    core->resume (conv);
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    g_assert_false (core->get_notice (conv)->is_whole);
    entry_assert_held (r, MASKED);
    assert_on_disk (r, FALSE);
    core->resume (conv);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_nothing_held (r);
}

/* What could not be written down whole stays whole in memory. */
static void
test_unsaved (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    use_rules (r);
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    break_folder (r, TRUE);
    g_assert_false (core->keep_whole (conv, TRUE));
    g_assert_false (core->get_notice (conv)->is_whole);
    g_assert_nonnull (strstr (core->get_notice (conv)->warning, "could not be saved"));
    break_folder (r, FALSE);
    purple_conversation_destroy (conv);
    conv = rehearsal_open (r);
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, DRAFT);
    g_assert_false (entry_enter (r, core, conv, markup));
    entry_assert_held (r, MASKED);
    core->discard (conv);
    entry_assert_nothing_held (r);
}

/* What has come to disk is another draft than the one in memory, as when one of more
 * lines could not be saved: the lines on disk are what is recalled. */
static void
test_other_lines (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *markup = NULL;
    g_autoptr (BiHeld) held = NULL;

    use_rules (r);
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    held = rehearsal_held (r);
    bi_held_set_lines (held, g_strsplit ("one|two", "|", -1), NULL);
    g_assert_true (bi_held_save (folder, held, NULL));
    purple_conversation_destroy (conv);
    conv = rehearsal_open (r);
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, "one<br>two");
    core->discard (conv);
    entry_assert_nothing_held (r);
}

/* In memory it stays whole, as long as this program runs. */
static void
test_closed (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    use_rules (r);
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    purple_conversation_destroy (conv);
    conv = rehearsal_open (r);
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, DRAFT);
    headless_turn (r->h);
    g_assert_cmpuint (headless_shown (conv, "masked"), ==, 0);
    g_assert_false (entry_enter (r, core, conv, markup));
    entry_assert_held (r, MASKED);
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, markup));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    entry_assert_nothing_held (r);
    assert_hashed (r, MASKED);
    assert_on_disk (r, FALSE);
}

static void
test_asked_again (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    purple_conversation_destroy (conv);
    rehearsal_assert_asked (r, 0);
    assert_on_disk (r, FALSE);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_says (r, "masked on disk");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    assert_on_disk (r, FALSE);
}

/* As after a crash. */
static void
test_recalled (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    use_rules (r);
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    purple_conversation_destroy (conv);
    rehearsal_unload (r);
    rehearsal_load (r);
    core = entry_attach (BI_UI_VERSION);
    conv = rehearsal_open (r);
    g_assert_cmpuint (headless_shown (conv, "masked"), ==, 0);
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, MASKED);
    headless_turn (r->h);
    g_assert_cmpuint (headless_shown (conv, "not written to disk"), ==, 1);
    g_assert_false (entry_enter (r, core, conv, markup));
    g_assert_cmpstr (core->get_notice (conv)->headline, ==, "Not posted: Left over");
    g_assert_nonnull (strstr (core->get_notice (conv)->secret, "kept masked only"));
    g_assert_false (core->get_notice (conv)->is_asked_for);
    entry_assert_held (r, MASKED);
    core->resume (conv);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_nothing_held (r);
}

int
main (int argc, char *argv[])
{
    static const RehearsalCase cases[] = {
        {"a-secret-is-masked-on-disk-and-leaves-whole", test_asked, REHEARSAL_EVERYWHERE},
        {"it-is-kept-whole-when-its-writer-agrees", test_agreed, REHEARSAL_EVERYWHERE},
        {"discarded-it-leaves-no-trace", test_discarded, REHEARSAL_EVERYWHERE},
        {"masked-it-comes-back-and-says-so", test_comes_back, REHEARSAL_EVERYWHERE},
        {"edited-into-another-it-is-masked-again", test_edited, REHEARSAL_IM},
        {"a-secret-over-several-lines-is-masked", test_lines, REHEARSAL_EVERYWHERE},
        {"what-did-not-leave-stays-masked", test_rest, REHEARSAL_IM},
        {"a-watched-rule-writes-no-secret-either", test_watched, REHEARSAL_IM},
        {"masked-once-it-stays-so-whatever-the-rules-say", test_reloaded,
         REHEARSAL_EVERYWHERE},
        {"what-could-not-be-saved-whole-is-asked-about-whole", test_agreed_unsaved,
         REHEARSAL_EVERYWHERE},
        {"what-could-not-be-saved-whole-is-recalled-whole", test_unsaved,
         REHEARSAL_EVERYWHERE},
        {"other-lines-on-disk-are-recalled-as-they-are", test_other_lines, REHEARSAL_IM},
        {"a-gated-entry-keeps-it-as-its-writer-wants", test_entry, REHEARSAL_EVERYWHERE},
        {"masked-once-it-stays-so-when-it-is-sent-again", test_sent_again, REHEARSAL_IM},
        {"another-text-is-agreed-to-anew", test_another_text, REHEARSAL_IM},
        {"a-closed-conversation-loses-nothing", test_closed, REHEARSAL_EVERYWHERE},
        {"a-closed-conversation-is-asked-about-whole", test_asked_again,
         REHEARSAL_EVERYWHERE},
        {"a-masked-draft-is-recalled-and-held-again", test_recalled,
         REHEARSAL_EVERYWHERE},
    };

    return rehearsal_run (argc, argv, "secret", cases, G_N_ELEMENTS (cases));
}

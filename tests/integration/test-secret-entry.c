/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a rule calls secret is on no disk where an entry is gated either. */
#include "entry.h"
#include "secret.h"

static void
test_entry (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    secret_use_rules (r);
    g_assert_true (core->keep_whole (conv, TRUE));
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    entry_assert_held (r, MASKED);
    secret_assert_on_disk (r, FALSE);
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
    secret_assert_hashed (r, MASKED);
    secret_assert_on_disk (r, FALSE);
}

/* Who agrees does so for the text as it is. */
static void
test_another_text (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    secret_use_rules (r);
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
    secret_assert_on_disk (r, FALSE);
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

    secret_use_rules (r);
    g_assert_false (entry_enter (r, core, conv, DRAFT));
    secret_break_folder (r, TRUE);
    g_assert_false (core->keep_whole (conv, TRUE));
    g_assert_false (core->get_notice (conv)->is_whole);
    g_assert_nonnull (strstr (core->get_notice (conv)->warning, "could not be saved"));
    secret_break_folder (r, FALSE);
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

    secret_use_rules (r);
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

    secret_use_rules (r);
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
    secret_assert_hashed (r, MASKED);
    secret_assert_on_disk (r, FALSE);
}

/* As after a crash. */
static void
test_recalled (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    secret_use_rules (r);
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

/* A link that comes back without its target is held, as one whose text was masked. */
static void
test_link_recalled (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    secret_use_rules (r);
    g_assert_false (
        entry_enter (r, core, conv, "Look <a href=\"http://x/?k=" SECRET "\">here</a>"));
    purple_conversation_destroy (conv);
    rehearsal_unload (r);
    rehearsal_load (r);
    core = entry_attach (BI_UI_VERSION);
    conv = rehearsal_open (r);
    markup = core->recall (conv);
    g_assert_false (entry_enter (r, core, conv, markup));
    g_assert_cmpstr (core->get_notice (conv)->headline, ==, "Not posted: Left over");
    g_assert_cmpuint (rehearsal_n_held (r), ==, 1);
    core->discard (conv);
    rehearsal_assert_posts (r, NULL);
    secret_assert_on_disk (r, FALSE);
}

int
main (int argc, char *argv[])
{
    static const RehearsalCase cases[] = {
        {"a-gated-entry-keeps-it-as-its-writer-wants", test_entry, REHEARSAL_EVERYWHERE},
        {"another-text-is-agreed-to-anew", test_another_text, REHEARSAL_IM},
        {"what-could-not-be-saved-whole-is-recalled-whole", test_unsaved,
         REHEARSAL_EVERYWHERE},
        {"other-lines-on-disk-are-recalled-as-they-are", test_other_lines, REHEARSAL_IM},
        {"a-closed-conversation-loses-nothing", test_closed, REHEARSAL_EVERYWHERE},
        {"a-link-without-its-target-is-held", test_link_recalled, REHEARSAL_IM},
        {"a-masked-draft-is-recalled-and-held-again", test_recalled,
         REHEARSAL_EVERYWHERE},
    };

    return rehearsal_run (argc, argv, "secret-entry", cases, G_N_ELEMENTS (cases));
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a rule calls secret is on no disk before its writer agrees, who is asked. */
#include "secret.h"

static void
test_asked (Rehearsal *r, gconstpointer data)
{
    secret_use_rules (r);
    rehearsal_hold (r, DRAFT);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_says (r, "masked on disk");
    rehearsal_assert_says (r, "lost when this program ends");
    g_assert_cmpstr (headless_request_buttons (r->h), ==,
                     "Edit|Post anyway|Discard|Keep it whole");
    secret_assert_on_disk (r, FALSE);
    rehearsal_assert_lines (r, MASKED);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held confirmed posted");
    secret_assert_hashed (r, MASKED);
    secret_assert_on_disk (r, FALSE);
}

static void
test_agreed (Rehearsal *r, gconstpointer data)
{
    secret_use_rules (r);
    rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Keep it whole"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_says (r, "You keep it whole");
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    secret_assert_on_disk (r, TRUE);
    rehearsal_assert_lines (r, DRAFT);
    rehearsal_unload (r);
    rehearsal_load (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_says (r, "You keep it whole");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    rehearsal_assert_asked (r, 0);
    secret_assert_hashed (r, MASKED);
    secret_assert_on_disk (r, FALSE);
}

static void
test_discarded (Rehearsal *r, gconstpointer data)
{
    secret_use_rules (r);
    rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Discard"));
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_journal (r, "held discarded");
    secret_assert_hashed (r, MASKED);
    secret_assert_on_disk (r, FALSE);
}

/* As after a crash: what was in memory is gone. */
static void
test_comes_back (Rehearsal *r, gconstpointer data)
{
    secret_use_rules (r);
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
    secret_use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, DRAFT);
    secret_assert_on_disk (r, FALSE);
    rehearsal_send (conv, "Now it is hunter3");
    rehearsal_assert_asked (r, 1);
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "hunter"));
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

    secret_use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    rehearsal_send (conv, "KEY");
    rehearsal_send (conv, "abcdef");
    rehearsal_send (conv, "END of it");
    rehearsal_assert_asked (r, 1);
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "abcdef"));
    rehearsal_assert_lines (r, "It is " MASK7 "|" BI_MASK BI_MASK BI_MASK
                               "|" BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK
                               "|" BI_MASK BI_MASK BI_MASK " of it");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "It is hunter9", "KEY", "abcdef", "END of it", NULL);
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "abcdef"));
}

/* Each of them is on disk when its send returns, and no more of it than may be. */
static void
test_line_by_line (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    g_autoptr (GString) lines = g_string_new ("It is " MASK7);

    secret_use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    for (guint i = 0; i < 600; i++) {
        g_autofree char *line = g_strdup_printf ("%u of many lines, as in a paste", i);
        rehearsal_send (conv, line);
        g_string_append_printf (lines, "|%s", line);
        if (i % 100 == 0)
            rehearsal_assert_lines (r, lines->str);
    }
    rehearsal_send (conv, "Or hunter9, or hunter8");
    g_string_append (lines, "|Or " MASK7 ", or " MASK7);
    rehearsal_assert_lines (r, lines->str);
    rehearsal_send (conv, "KEY");
    rehearsal_send (conv, "abcdef");
    rehearsal_send (conv, "END");
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "abcdef"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "hunter8");
    g_assert_true (headless_press (r->h, "Discard"));
}

/* What follows in the same turn was not agreed to. */
static void
test_agreed_line (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    headless_take_confirm (r->h, TRUE);
    secret_use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    g_assert_true (headless_press (r->h, "Keep it whole"));
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_send (conv, DRAFT);
    rehearsal_assert_lines (r, DRAFT);
    rehearsal_send (conv, "Or hunter8");
    rehearsal_assert_lines (r, MASKED "|Or " MASK7);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "Unless you keep it whole");
    rehearsal_assert_lines (r, MASKED "|Or " MASK7);
    g_assert_true (headless_press (r->h, "Discard"));
}

/* A turn that ends in the middle is judged as it stands. */
static void
test_closed_in_turn (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    g_autoptr (BiHeld) held = NULL;

    secret_use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    rehearsal_send (conv, "Left over: " MASK7);
    purple_conversation_destroy (conv);
    rehearsal_assert_journal (r, "held");
    held = rehearsal_held (r);
    g_assert_cmpstr (held->rules[0], ==, "test.secret");
    g_assert_cmpstr (held->rules[1], ==, "test.mask");
    secret_assert_on_disk (r, FALSE);
}

/* Of several lines the first ones leave: the rest, which is no secret by itself, stays
 * masked. */
static void
test_rest (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    secret_use_rules (r);
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
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "abcdef"));
    g_assert_true (headless_press (r->h, "Discard"));
}

/* The hash of a draft that leaves unasked tells nothing either. */
static void
test_watched (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    secret_use_rules (r);
    rehearsal_send (conv, "trial hunter2");
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_journal (r, "would-have-warned held");
    secret_assert_hashed (r, "trial " MASK7);
    g_assert_true (headless_press (r->h, "Discard"));
}

/* Rules that were read in the middle of a turn may call nothing a secret. */
static void
test_reloaded (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    secret_use_rules (r);
    rehearsal_send (conv, "It is hunter9");
    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_lines (r, "It is " MASK7 "|" RISKY);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "hunter9");
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "hunter9"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "It is hunter9", RISKY, NULL);
}

/* What was given back to the writer is sent again as it is, and the rules call nothing a
 * secret any more. */
static void
test_sent_again (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    headless_take_confirm (r->h, TRUE);
    secret_use_rules (r);
    rehearsal_send (conv, RISKY " hunter9");
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
    rehearsal_send (conv, RISKY " hunter9");
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_lines (r, RISKY " " MASK7);
    g_assert_false (secret_is_on_disk (headless_dir (r->h), "hunter9"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY " hunter9", NULL);
}

/* A rule that took too long has found nothing, and the draft must not be lost. */
static void
test_gave_up (Rehearsal *r, gconstpointer data)
{
    rehearsal_set_rules ("[test.slow]\ntitle = Slow\nlevel = warn\nwhy = It never ends.\n"
                         "secret = yes\nmatch = (?:x+x+)+[yz]\n");
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
    rehearsal_hold (r, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    rehearsal_assert_says (r, "could not be checked");
    rehearsal_assert_says (r, "saved on disk as it stands");
    g_assert_true (headless_press (r->h, "Discard"));
}

static void
test_agreed_unsaved (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    secret_use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    secret_break_folder (r, TRUE);
    g_assert_true (headless_press (r->h, "Keep it whole"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "could not be saved");
    secret_break_folder (r, FALSE);
    purple_conversation_destroy (conv);
    rehearsal_assert_asked (r, 0);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_lines (r, MASKED);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    secret_assert_on_disk (r, FALSE);
}

static void
test_asked_again (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    secret_use_rules (r);
    conv = rehearsal_hold (r, DRAFT);
    purple_conversation_destroy (conv);
    rehearsal_assert_asked (r, 0);
    secret_assert_on_disk (r, FALSE);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, SECRET);
    rehearsal_assert_says (r, "masked on disk");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, r->stage->formatted ? DRAFT : PLAIN, NULL);
    secret_assert_on_disk (r, FALSE);
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
        {"line-by-line-it-is-masked-as-well", test_line_by_line, REHEARSAL_IM},
        {"a-line-that-follows-is-agreed-to-anew", test_agreed_line, REHEARSAL_IM},
        {"a-turn-that-is-cut-off-is-judged-all-the-same", test_closed_in_turn,
         REHEARSAL_EVERYWHERE},
        {"what-did-not-leave-stays-masked", test_rest, REHEARSAL_IM},
        {"a-watched-rule-writes-no-secret-either", test_watched, REHEARSAL_IM},
        {"masked-once-it-stays-so-whatever-the-rules-say", test_reloaded,
         REHEARSAL_EVERYWHERE},
        {"masked-once-it-stays-so-when-it-is-sent-again", test_sent_again, REHEARSAL_IM},
        {"what-could-not-be-saved-whole-is-asked-about-whole", test_agreed_unsaved,
         REHEARSAL_EVERYWHERE},
        {"where-nobody-can-tell-it-says-so", test_gave_up, REHEARSAL_IM},
        {"a-closed-conversation-is-asked-about-whole", test_asked_again,
         REHEARSAL_EVERYWHERE},
    };

    return rehearsal_run (argc, argv, "secret", cases, G_N_ELEMENTS (cases));
}

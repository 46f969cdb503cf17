/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second ring alone: what libpurple is told to send is checked, held and asked about. */
#include "rehearsal.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

static void
assert_asked (Rehearsal *r, guint requests)
{
    headless_turn (r->h);
    g_assert_cmpuint (headless_open_requests (r->h), ==, requests);
}

static void
assert_mode (const char *path, guint mode)
{
    GStatBuf status;

    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, mode);
}

static PurpleConversation *
hold (Rehearsal *r, const char *markup)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, markup);
    assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    return conv;
}

static void
test_harmless (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *held = rehearsal_path (r, "held");
    g_autofree char *journal = rehearsal_path (r, "journal");

    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    assert_asked (r, 0);
    g_assert_cmpuint (headless_shown (conv, HARMLESS), ==, 1);
    g_assert_cmpuint (headless_notices (r->h), ==, 0);
    g_assert_false (g_file_test (held, G_FILE_TEST_EXISTS));
    g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
test_held_at_once (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    g_autoptr (BiHeld) held = NULL;

    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (headless_shown (conv, RISKY), ==, 0);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    held = rehearsal_held (r);
    g_assert_cmpstr (held->protocol, ==, "prpl-rehearsal");
    g_assert_cmpstr (held->account, ==, purple_account_get_username (r->account));
    g_assert_cmpstr (held->surface, ==, r->stage->room ? "room" : "im");
    g_assert_cmpstr (held->conversation, ==, r->stage->room ? "#acme" : "bob");
    g_assert_cmpstr (held->lines[0], ==, RISKY);
    g_assert_null (held->lines[1]);
    g_assert_cmpstr (held->rules[0], ==, "test.ask");
    g_assert_null (held->rules[1]);
}

static void
test_private (Rehearsal *r, gconstpointer data)
{
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *journal = rehearsal_path (r, "journal");
    g_autoptr (BiHeld) held = NULL;
    g_autofree char *file = NULL;

    hold (r, RISKY);
    held = rehearsal_held (r);
    file = g_strdup_printf ("%s/%s.json", folder, held->id);
    assert_mode (folder, 0700);
    assert_mode (file, 0600);
    assert_mode (journal, 0600);
    rehearsal_assert_journal (r, "held");
}

static void
test_request (Rehearsal *r, gconstpointer data)
{
    static const char *const parts[]
        = {"Not posted: Open-ended ask", "Anyone may answer anything.", "Name the topic.",
           "Ask us <anything>! Now"};
    g_autofree char *to = g_strdup_printf ("To %s, from %s:", r->stage->room ? "#acme" : "bob",
                                           purple_account_get_username (r->account));

    rehearsal_set_rules ("[test.ask]\ntitle = Open-ended ask\nlevel = warn\n"
                         "why = Anyone may answer anything.\ninstead = Name the topic.\n"
                         "phrase = now\n");
    g_assert_true (rehearsal_act ("Reload the rules"));
    hold (r, "Ask us &lt;anything&gt;! <b>Now</b>");
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        g_assert_nonnull (strstr (headless_request_text (r->h), parts[i]));
    g_assert_nonnull (strstr (headless_request_text (r->h), to));
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    g_assert_cmpstr (headless_request_default (r->h), ==, "Edit");
}

static void
test_post_anyway (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = hold (r, RISKY);

    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_cmpuint (headless_shown (conv, RISKY), ==, 1);
    assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held confirmed posted");

    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, NULL);
    assert_asked (r, 1);
}

static void
test_discard (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = hold (r, RISKY);

    g_assert_true (headless_press (r->h, "Discard"));
    assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held discarded");
    g_assert_cmpuint (headless_shown (conv, RISKY), ==, 0);
}

static void
test_edit_in_entry (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    headless_take_confirm (r->h, TRUE);
    conv = hold (r, RISKY " <b>You</b> &amp; all");
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, RISKY " <b>You</b> &amp; all");
    assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_lines (r, RISKY " <b>You</b> &amp; all");
    rehearsal_assert_journal (r, "held edited");

    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held edited posted");
}

static void
test_edit_into_risky (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;
    g_autoptr (BiHeld) before = NULL;
    g_autoptr (BiHeld) after = NULL;

    headless_take_confirm (r->h, TRUE);
    conv = hold (r, RISKY);
    before = rehearsal_held (r);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_send (conv, "BUY NOW");
    assert_asked (r, 1);
    after = rehearsal_held (r);
    g_assert_cmpstr (after->id, ==, before->id);
    g_assert_cmpstr (after->time, ==, before->time);
    rehearsal_assert_lines (r, "BUY NOW");
    g_assert_cmpstr (after->rules[0], ==, "test.shout");
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "BUY NOW", NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_edit_twice_is_one_file (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    headless_take_confirm (r->h, TRUE);
    conv = hold (r, RISKY);
    rehearsal_send (conv, "BUY NOW");
    assert_asked (r, 2);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_assert_lines (r, "BUY NOW|" RISKY);
    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_edit_in_request (Rehearsal *r, gconstpointer data)
{
    g_autoptr (BiHeld) before = NULL;
    g_autoptr (BiHeld) after = NULL;

    hold (r, RISKY);
    before = rehearsal_held (r);
    g_assert_true (headless_press (r->h, "Edit"));
    assert_asked (r, 1);
    g_assert_true (headless_answer (r->h, "BUY NOW"));
    assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    after = rehearsal_held (r);
    g_assert_cmpstr (after->id, ==, before->id);
    rehearsal_assert_lines (r, "BUY NOW");
    g_assert_nonnull (strstr (headless_request_text (r->h), "Shouting"));

    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, "1 < 2"));
    rehearsal_assert_posts (r, r->stage->formatted ? "1 &lt; 2" : "1 < 2", NULL);
    assert_asked (r, 0);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held edited held edited posted");
}

static void
test_edit_links_as_typed (Rehearsal *r, gconstpointer data)
{
    hold (r, RISKY);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, "See http://a.example/\nSoon"));
    if (r->stage->formatted)
        rehearsal_assert_posts (
            r, "See <A HREF=\"http://a.example/\">http://a.example/</A><br>Soon", NULL);
    else
        rehearsal_assert_posts (r, "See http://a.example/", "Soon", NULL);
}

/* Going back, closing the window and an empty answer all leave the draft as it was. */
static void
test_edit_without_result (Rehearsal *r, gconstpointer data)
{
    hold (r, RISKY);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, NULL));
    assert_asked (r, 1);
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, " \n"));
    assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_dismiss (r->h));
    assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY);

    g_assert_true (rehearsal_act ("Held drafts…"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    assert_asked (r, 0);
}

static void
test_dismissed (Rehearsal *r, gconstpointer data)
{
    hold (r, RISKY);
    g_assert_true (headless_dismiss (r->h));
    assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_lines (r, RISKY);

    g_assert_true (rehearsal_act ("Held drafts…"));
    assert_asked (r, 1);
    g_assert_true (rehearsal_act ("Held drafts…"));
    assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

/* "first" leaves, the risky one is held and what follows in this turn waits behind it. */
static PurpleConversation *
hold_turn (Rehearsal *r)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, "first");
    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "third");
    rehearsal_assert_posts (r, "first", NULL);
    rehearsal_assert_lines (r, RISKY "|third");
    assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_journal (r, "held");
    return conv;
}

static void
test_turn_confirmed (Rehearsal *r, gconstpointer data)
{
    hold_turn (r);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, "third", NULL);
    assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_turn_discarded (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = hold_turn (r);

    g_assert_true (headless_press (r->h, "Discard"));
    assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    rehearsal_send (conv, "fourth");
    rehearsal_assert_posts (r, "fourth", NULL);
}

static void
test_turn_edited (Rehearsal *r, gconstpointer data)
{
    headless_take_confirm (r->h, TRUE);
    hold_turn (r);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, RISKY "<br>third");
}

/* What follows in the same turn may be the bound that the first line lacked. */
static void
test_turn_is_one_draft (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "about our opening hours");
    rehearsal_assert_posts (r, NULL);
    assert_asked (r, 0);
    rehearsal_assert_posts (r, RISKY, "about our opening hours", NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_later_turn (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = hold (r, RISKY);

    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    rehearsal_send (conv, "BUY NOW");
    assert_asked (r, 2);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 2);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "BUY NOW", NULL);
    rehearsal_assert_lines (r, RISKY);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
}

/* Post anyway posts the bytes that would have been posted without the plugin. */
static void
test_same_bytes (Rehearsal *r, gconstpointer data)
{
    static const char *const texts[] = {
        RISKY " <b>Now</b> &amp; &lt;here&gt; &quot;&#39;",
        RISKY " http://a.example/?a=1&amp;b=2 www.b.example",
        RISKY " <a href=\"http://a.example/?a=1&amp;b=2\">there</a>",
        "one<br>" RISKY "<br>three",
        "one\n" RISKY "\nthree",
        "  " RISKY "  \xc3\xa9 \xf0\x9f\x99\x82",
    };
    PurpleConversation *conv = rehearsal_open (r);

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *posts = NULL;
        rehearsal_unload (r);
        rehearsal_send (conv, texts[i]);
        posts = g_strdup (r->posts->str);
        g_assert_cmpstr (posts, !=, "");
        g_string_truncate (r->posts, 0);
        rehearsal_load (r);
        rehearsal_send (conv, texts[i]);
        rehearsal_assert_posts (r, NULL);
        assert_asked (r, 1);
        g_assert_true (headless_press (r->h, "Post anyway"));
        rehearsal_assert_posted (r, posts);
    }
}

static const struct {
    const char *name;
    void (*test) (Rehearsal *, gconstpointer);
} tests[] = {
    {"harmless-text-leaves-untouched-and-unnoticed", test_harmless},
    {"risky-text-is-on-disk-when-the-send-returns", test_held_at_once},
    {"what-is-kept-is-for-its-owner-only", test_private},
    {"the-request-says-what-where-why-and-what-instead", test_request},
    {"post-anyway-posts-exactly-once", test_post_anyway},
    {"discard-drops-it", test_discard},
    {"edit-gives-the-markup-back-to-the-entry", test_edit_in_entry},
    {"a-draft-edited-into-another-risky-one-is-one-file", test_edit_into_risky},
    {"two-drafts-given-back-to-one-entry-are-one-file", test_edit_twice_is_one_file},
    {"edit-without-an-entry-asks-for-the-text", test_edit_in_request},
    {"what-is-edited-in-a-request-is-linked-as-if-typed", test_edit_links_as_typed},
    {"an-edit-without-a-result-keeps-the-draft", test_edit_without_result},
    {"a-request-closed-without-an-answer-can-be-opened-again", test_dismissed},
    {"lines-of-one-turn-are-posted-in-order", test_turn_confirmed},
    {"lines-of-one-turn-are-discarded-together", test_turn_discarded},
    {"lines-of-one-turn-are-given-back-as-one-text", test_turn_edited},
    {"lines-of-one-turn-are-judged-as-one-draft", test_turn_is_one_draft},
    {"a-later-turn-is-a-question-of-its-own", test_later_turn},
    {"the-bytes-posted-are-those-that-were-sent", test_same_bytes},
};

int
main (int argc, char **argv)
{
    const char *plugins = g_getenv ("BADIDEA_PLUGINS");
    g_autoptr (Headless) h = NULL;
    int result;

    rehearsal_prepare ();
    g_test_init (&argc, &argv, NULL);
    h = headless_new (plugins != NULL ? plugins : "build/plugins");
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
        rehearsal_add_everywhere ("outgoing", tests[i].name, tests[i].test);
    result = g_test_run ();
    rehearsal_clean_up ();
    return result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second ring alone: what libpurple is told to send is checked, held and asked about.
 */
#include "rehearsal.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

static void
assert_mode (const char *path, guint mode)
{
    GStatBuf status;

    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, mode);
}

static void
test_harmless (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *held = rehearsal_path (r, "held");
    g_autofree char *journal = rehearsal_path (r, "journal");

    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    rehearsal_assert_asked (r, 0);
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

    rehearsal_hold (r, RISKY);
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
    static const char *const parts[] = {"Not posted: Open-ended ask",
                                        "Anyone may answer anything.", "Name the topic.",
                                        "Ask us <anything>! Now"};
    g_autofree char *to =
        g_strdup_printf ("To %s, from %s:", r->stage->room ? "#acme" : "bob",
                         purple_account_get_username (r->account));

    rehearsal_set_rules ("[test.ask]\ntitle = Open-ended ask\nlevel = warn\n"
                         "why = Anyone may answer anything.\ninstead = Name the topic.\n"
                         "phrase = now\n");
    g_assert_true (rehearsal_act ("Reload the rules"));
    rehearsal_hold (r, "Ask us &lt;anything&gt;! <b>Now</b>");
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        g_assert_nonnull (strstr (headless_request_text (r->h), parts[i]));
    g_assert_nonnull (strstr (headless_request_text (r->h), to));
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    g_assert_cmpstr (headless_request_default (r->h), ==, "Edit");
}

static void
test_post_anyway (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_hold (r, RISKY);

    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_cmpuint (headless_shown (conv, RISKY), ==, 1);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held confirmed posted");

    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
}

static void
test_discard (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_hold (r, RISKY);

    g_assert_true (headless_press (r->h, "Discard"));
    rehearsal_assert_asked (r, 0);
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
    conv = rehearsal_hold (r, RISKY " <b>You</b> &amp; all");
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, RISKY " <b>You</b> &amp; all");
    rehearsal_assert_asked (r, 0);
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
    conv = rehearsal_hold (r, RISKY);
    before = rehearsal_held (r);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_send (conv, "BUY NOW");
    rehearsal_assert_asked (r, 1);
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
    conv = rehearsal_hold (r, RISKY);
    rehearsal_send (conv, "BUY NOW");
    rehearsal_assert_asked (r, 2);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_assert_lines (r, "BUY NOW|" RISKY);
    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

/* Two drafts are two lines. */
static void
test_edit_two_in_entry (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    headless_take_confirm (r->h, TRUE);
    conv = rehearsal_hold (r, RISKY);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_asked (r, 2);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, RISKY);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, "<br>" RISKY);
    rehearsal_assert_lines (r, RISKY "|" RISKY);
}

static void
test_edit_in_request (Rehearsal *r, gconstpointer data)
{
    g_autoptr (BiHeld) before = NULL;
    g_autoptr (BiHeld) after = NULL;

    rehearsal_hold (r, RISKY);
    before = rehearsal_held (r);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_answer (r->h, "BUY NOW"));
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    after = rehearsal_held (r);
    g_assert_cmpstr (after->id, ==, before->id);
    rehearsal_assert_lines (r, "BUY NOW");
    g_assert_nonnull (strstr (headless_request_text (r->h), "Shouting"));

    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, "1 < 2"));
    rehearsal_assert_posts (r, r->stage->formatted ? "1 &lt; 2" : "1 < 2", NULL);
    rehearsal_assert_asked (r, 0);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held edited held edited posted");
}

static void
test_edit_links_as_typed (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
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
    rehearsal_hold (r, RISKY);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, NULL));
    rehearsal_assert_asked (r, 1);
    g_assert_cmpstr (headless_request_buttons (r->h), ==, "Edit|Post anyway|Discard");
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, " \n"));
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_dismiss (r->h));
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY);

    g_assert_true (rehearsal_act ("Held drafts…"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_assert_asked (r, 0);
}

static void
test_dismissed (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
    g_assert_true (headless_dismiss (r->h));
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_lines (r, RISKY);

    g_assert_true (rehearsal_act ("Held drafts…"));
    rehearsal_assert_asked (r, 1);
    g_assert_true (rehearsal_act ("Held drafts…"));
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
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
        rehearsal_assert_asked (r, 1);
        g_assert_true (headless_press (r->h, "Post anyway"));
        rehearsal_assert_posted (r, posts);
    }
}

/* A link that was not made at first is not made later; where links are only shown they
 * are. */
static void
test_same_links (Rehearsal *r, gconstpointer data)
{
    const char *text = RISKY " http://a.example/";
    const PurpleMessageFlags flags = r->stage->formatted ? PURPLE_MESSAGE_NO_LINKIFY : 0;
    PurpleConversation *conv = rehearsal_open (r);

    if (r->stage->room)
        purple_conv_chat_send_with_flags (PURPLE_CONV_CHAT (conv), text, flags);
    else
        purple_conv_im_send_with_flags (PURPLE_CONV_IM (conv), text, flags);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, text, NULL);
    if (!r->stage->room)
        g_assert_cmpuint (headless_shown (conv, "<A HREF"), ==, !r->stage->formatted);
}

static const RehearsalCase tests[] = {
    {"harmless-text-leaves-untouched-and-unnoticed", test_harmless, REHEARSAL_EVERYWHERE},
    {"risky-text-is-on-disk-when-the-send-returns", test_held_at_once,
     REHEARSAL_EVERYWHERE},
    {"what-is-kept-is-for-its-owner-only", test_private, REHEARSAL_EVERYWHERE},
    {"the-request-says-what-where-why-and-what-instead", test_request,
     REHEARSAL_EVERYWHERE},
    {"post-anyway-posts-exactly-once", test_post_anyway, REHEARSAL_EVERYWHERE},
    {"discard-drops-it", test_discard, REHEARSAL_EVERYWHERE},
    {"edit-gives-the-markup-back-to-the-entry", test_edit_in_entry, REHEARSAL_EVERYWHERE},
    {"two-drafts-given-back-are-two-lines", test_edit_two_in_entry, REHEARSAL_EVERYWHERE},
    {"a-draft-edited-into-another-risky-one-is-one-file", test_edit_into_risky,
     REHEARSAL_EVERYWHERE},
    {"two-drafts-given-back-to-one-entry-are-one-file", test_edit_twice_is_one_file,
     REHEARSAL_EVERYWHERE},
    {"edit-without-an-entry-asks-for-the-text", test_edit_in_request,
     REHEARSAL_EVERYWHERE},
    {"what-is-edited-in-a-request-is-linked-as-if-typed", test_edit_links_as_typed,
     REHEARSAL_EVERYWHERE},
    {"an-edit-without-a-result-keeps-the-draft", test_edit_without_result,
     REHEARSAL_EVERYWHERE},
    {"a-request-closed-without-an-answer-can-be-opened-again", test_dismissed,
     REHEARSAL_EVERYWHERE},
    {"the-bytes-posted-are-those-that-were-sent", test_same_bytes, REHEARSAL_EVERYWHERE},
    {"links-are-made-as-they-were-at-first", test_same_links, REHEARSAL_EVERYWHERE},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "outgoing", tests, G_N_ELEMENTS (tests));
}

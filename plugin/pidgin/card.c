/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "card.h"

#include "cardkey.h"
#include "paragraphs.h"

#define CARD_KEY    "badidea-card"
#define CARD_BORDER 8
#define CARD_SPACE  6

typedef struct {
    GtkWidget *frame; /* owns this */
    GtkWidget *ground;
    GtkWidget *text;
    GtkWidget *buttons[BI_CARD_N_CHOICES];
    GtkWidget *keep; /* (nullable) a check button */
    const BiCardListener *listener;
    gpointer data;
} BiCard;

/* Pidgin's own menus and toolbar have Alt with A, C, E, F, I, O and S. */
static const struct {
    const char *label;
    const char *description;
} choices[BI_CARD_N_CHOICES] = {
    [BI_CARD_EDIT] = {"Edi_t", "Back to the draft. Nothing is posted."},
    [BI_CARD_POST] = {"_Post anyway", "Posts the draft as it is."},
    [BI_CARD_DISCARD] = {"_Discard", "Deletes the draft. Nothing is posted."},
};

/* From left to right, which is not the order of Tab: one Tab from Edit is Post anyway. */
static const BiCardChoice row[BI_CARD_N_CHOICES] = {BI_CARD_DISCARD, BI_CARD_POST,
                                                    BI_CARD_EDIT};

static BiCard *
card_of (GtkWidget *frame)
{
    return g_object_get_data (G_OBJECT (frame), CARD_KEY);
}

/* The card may be gone when this returns. */
static void
choose (BiCard *card, BiCardChoice choice)
{
    card->listener->decided (choice, card->data);
}

static void
on_clicked (GtkWidget *button, BiCard *card)
{
    for (int i = 0; i < BI_CARD_N_CHOICES; i++)
        if (card->buttons[i] == button) {
            choose (card, i);
            return;
        }
}

/* At once: a button that is activated waits a quarter of a second and swallows what is
 * typed. */
static gboolean
on_mnemonic (GtkWidget *button, gboolean cycling, BiCard *card)
{
    on_clicked (button, card);
    return TRUE;
}

static void
on_keep_toggled (GtkWidget *keep, BiCard *card)
{
    card->listener->keep_whole (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (keep)),
                                card->data);
}

static void
toggle_keep (GtkWidget *keep)
{
    GtkToggleButton *button = GTK_TOGGLE_BUTTON (keep);

    gtk_widget_grab_focus (keep);
    gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static gboolean
on_keep_mnemonic (GtkWidget *keep, gboolean cycling, BiCard *card)
{
    toggle_keep (keep);
    return TRUE;
}

/* Where Tab stops: at the choices, then at what may be ticked. */
static int
count_stops (const BiCard *card)
{
    return BI_CARD_N_CHOICES + (card->keep != NULL ? 1 : 0);
}

static GtkWidget *
get_stop (const BiCard *card, int stop)
{
    return stop < BI_CARD_N_CHOICES ? card->buttons[stop] : card->keep;
}

/* Returns: the stop with the focus, or their number. */
static int
focused_stop (const BiCard *card)
{
    int stop = 0;

    while (stop < count_stops (card) && !gtk_widget_is_focus (get_stop (card, stop)))
        stop++;
    return stop;
}

static gboolean
has_focus (const BiCard *card)
{
    return focused_stop (card) < count_stops (card);
}

static void
focus_by_tab (BiCard *card, int step)
{
    const int stops = count_stops (card);

    gtk_widget_grab_focus (get_stop (card, (focused_stop (card) + stops + step) % stops));
}

static void
focus_beside (BiCard *card, int step)
{
    const int focused = focused_stop (card);

    for (int i = 0; i < BI_CARD_N_CHOICES; i++)
        if ((int) row[i] == focused && i + step >= 0 && i + step < BI_CARD_N_CHOICES) {
            gtk_widget_grab_focus (card->buttons[row[i + step]]);
            return;
        }
}

/* Space or Enter. What is ticked posts nothing: there Enter is Edit, as everywhere. */
static void
activate (BiCard *card, int stop, BiCardKey key)
{
    if (stop < BI_CARD_N_CHOICES)
        choose (card, stop);
    else if (key == BI_CARD_KEY_SPACE)
        toggle_keep (card->keep);
    else
        choose (card, BI_CARD_EDIT);
}

/* Text that is typed while the card has the focus goes on to the entry, which has it when
 * this returns. */
static gboolean
on_key_in_card (BiCard *card, BiCardKey key)
{
    const int focused = focused_stop (card);

    if (key == BI_CARD_KEY_TEXT ||
        (key == BI_CARD_KEY_SPACE && focused == BI_CARD_EDIT)) {
        choose (card, BI_CARD_EDIT);
        return FALSE;
    }
    switch (key) {
    case BI_CARD_KEY_SPACE:
    case BI_CARD_KEY_ACTIVATE: activate (card, focused, key); return TRUE;
    case BI_CARD_KEY_NEXT: focus_by_tab (card, 1); return TRUE;
    case BI_CARD_KEY_PREVIOUS: focus_by_tab (card, -1); return TRUE;
    case BI_CARD_KEY_LEFT: focus_beside (card, -1); return TRUE;
    case BI_CARD_KEY_RIGHT: focus_beside (card, 1); return TRUE;
    case BI_CARD_KEY_UP: bi_paragraphs_scroll (card->text, -1); return TRUE;
    case BI_CARD_KEY_DOWN: bi_paragraphs_scroll (card->text, 1); return TRUE;
    default: return FALSE;
    }
}

/* Comes before the window looks who has the focus. */
static gboolean
on_key (GtkWidget *window, GdkEventKey *event, BiCard *card)
{
    const BiCardKey key = bi_card_key_read (event);

    if (!gtk_widget_get_mapped (card->frame))
        return FALSE;
    if (key == BI_CARD_KEY_CANCEL) {
        choose (card, BI_CARD_EDIT);
        return TRUE;
    }
    return has_focus (card) && on_key_in_card (card, key);
}

/* Back in the window, the question is the next thing to do. */
static gboolean
on_focus_in (GtkWidget *window, GdkEventFocus *event, BiCard *card)
{
    if (gtk_widget_get_mapped (card->frame) && !has_focus (card))
        bi_card_focus (card->frame);
    return FALSE;
}

/* Follows a tab that is dragged into another window. */
static void
on_hierarchy_changed (GtkWidget *frame, GtkWidget *previous, BiCard *card)
{
    GtkWidget *window = gtk_widget_get_toplevel (frame);

    if (previous != NULL)
        g_signal_handlers_disconnect_by_data (previous, card);
    if (!GTK_IS_WINDOW (window))
        return;
    g_signal_connect (window, "key-press-event", G_CALLBACK (on_key), card);
    g_signal_connect (window, "focus-in-event", G_CALLBACK (on_focus_in), card);
}

/* A tint of whatever the theme's background is, so that the theme's text stays legible.
 */
static guint16
blend (guint16 ground, guint16 light, guint16 dark, gboolean is_light)
{
    return is_light ? (ground + light * 3) / 4 : (ground * 6 + dark) / 7;
}

static void
paint (GtkWidget *pane, GtkStyle *previous, BiCard *card)
{
    const GdkColor theme = gtk_widget_get_style (pane)->bg[GTK_STATE_NORMAL];
    const gboolean is_light = theme.red + theme.green + theme.blue > 3 * 0x7fff;
    const GdkColor color = {
        .red = blend (theme.red, 0xffff, 0xffff, is_light),
        .green = blend (theme.green, 0xefef, 0x9f9f, is_light),
        .blue = blend (theme.blue, 0xb5b5, 0x0000, is_light),
    };

    gtk_widget_modify_bg (card->ground, GTK_STATE_NORMAL, &color);
    bi_paragraphs_set_background (card->text, &color);
}

static void
add_line (GtkWidget *text, const char *before, const char *line, const char *after)
{
    g_autofree char *escaped = NULL;
    g_autofree char *markup = NULL;

    if (line == NULL || *line == '\0')
        return;
    escaped = g_markup_escape_text (line, -1);
    markup = g_strconcat (before, escaped, after, NULL);
    bi_paragraphs_add (text, markup);
}

static GtkWidget *
text_new (GtkWidget *pane, const BiNotice *notice, const char *audience)
{
    GtkWidget *text = bi_paragraphs_new (pane, notice->headline, audience);

    add_line (text, "<b>", notice->warning, "</b>");
    add_line (text, "", notice->why, "");
    add_line (text, "", notice->secret, "");
    add_line (text, "<i>", notice->precedent, "</i>");
    add_line (text, "<b>Instead:</b> ", notice->instead, "");
    add_line (text, "", notice->others, "");
    return text;
}

/* A secret in the draft is on disk only if its writer agrees. */
static GtkWidget *
keep_new (BiCard *card, const BiNotice *notice)
{
    GtkWidget *keep =
        gtk_check_button_new_with_mnemonic ("_Keep it whole on this computer");

    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (keep), notice->is_whole);
    atk_object_set_description (gtk_widget_get_accessible (keep), notice->secret);
    gtk_widget_set_tooltip_text (
        keep, "Writes the secret to disk, in a file that only you can read, until the "
              "draft is posted or discarded.");
    g_signal_connect (keep, "toggled", G_CALLBACK (on_keep_toggled), card);
    g_signal_connect (keep, "mnemonic-activate", G_CALLBACK (on_keep_mnemonic), card);
    return keep;
}

static GtkWidget *
buttons_new (BiCard *card)
{
    GtkWidget *box = gtk_hbutton_box_new ();

    gtk_button_box_set_layout (GTK_BUTTON_BOX (box), GTK_BUTTONBOX_END);
    gtk_box_set_spacing (GTK_BOX (box), CARD_SPACE);
    for (int i = 0; i < BI_CARD_N_CHOICES; i++) {
        const BiCardChoice choice = row[i];
        GtkWidget *button = gtk_button_new_with_mnemonic (choices[choice].label);
        atk_object_set_description (gtk_widget_get_accessible (button),
                                    choices[choice].description);
        gtk_widget_set_tooltip_text (button, choices[choice].description);
        gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
        g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), card);
        g_signal_connect (button, "mnemonic-activate", G_CALLBACK (on_mnemonic), card);
        card->buttons[choice] = button;
    }
    gtk_button_box_set_child_secondary (GTK_BUTTON_BOX (box),
                                        card->buttons[BI_CARD_DISCARD], TRUE);
    gtk_widget_set_can_default (card->buttons[BI_CARD_EDIT], TRUE);
    return box;
}

static void
describe (BiCard *card, const BiNotice *notice, const char *audience)
{
    AtkObject *frame = gtk_widget_get_accessible (card->frame);
    AtkObject *edit = gtk_widget_get_accessible (card->buttons[BI_CARD_EDIT]);
    g_autofree char *name = g_strdup_printf ("%s, %s", notice->headline, audience);
    g_autofree char *spoken =
        g_strdup_printf ("%s %s %s", choices[BI_CARD_EDIT].description, name,
                         notice->why ? notice->why : "");

    atk_object_set_role (frame, ATK_ROLE_ALERT);
    atk_object_set_name (frame, name);
    if (notice->why != NULL)
        atk_object_set_description (frame, notice->why);
    /* The focus lands on Edit, so that is where a screen reader begins. */
    atk_object_set_description (edit, spoken);
}

/* frame > ground > column > (line > (icon, said > (text, keep)), buttons) */
static void
assemble (BiCard *card, const BiNotice *notice)
{
    GtkWidget *column = gtk_vbox_new (FALSE, CARD_SPACE);
    GtkWidget *line = gtk_hbox_new (FALSE, CARD_BORDER);
    GtkWidget *said = gtk_vbox_new (FALSE, CARD_SPACE);
    GtkWidget *icon =
        gtk_image_new_from_stock (GTK_STOCK_DIALOG_WARNING, GTK_ICON_SIZE_LARGE_TOOLBAR);

    gtk_misc_set_alignment (GTK_MISC (icon), 0.5F, 0.0F);
    gtk_box_pack_start (GTK_BOX (line), icon, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (line), said, TRUE, TRUE, 0);
    gtk_box_pack_start (GTK_BOX (said), card->text, TRUE, TRUE, 0);
    gtk_box_pack_start (GTK_BOX (column), line, TRUE, TRUE, 0);
    if (notice->is_asked_for) {
        card->keep = keep_new (card, notice);
        gtk_box_pack_start (GTK_BOX (said), card->keep, FALSE, FALSE, 0);
    }
    gtk_box_pack_start (GTK_BOX (column), buttons_new (card), FALSE, FALSE, 0);
    gtk_container_set_border_width (GTK_CONTAINER (column), CARD_BORDER);
    gtk_container_add (GTK_CONTAINER (card->ground), column);
    gtk_container_add (GTK_CONTAINER (card->frame), card->ground);
    gtk_frame_set_shadow_type (GTK_FRAME (card->frame), GTK_SHADOW_IN);
    gtk_widget_show_all (card->ground);
}

/* @pane is the box that will hold the card; it bounds the card's height. @listener, which
 * outlives the card, has decided() called once, by a button or key, and is to destroy the
 * card then. All texts are taken literally. Returns: (transfer floating) hidden. */
GtkWidget *
bi_card_new (GtkWidget *pane, const BiNotice *notice, const char *audience,
             const BiCardListener *listener, gpointer data)
{
    BiCard *card = g_new0 (BiCard, 1);

    card->frame = gtk_frame_new (NULL);
    card->ground = gtk_event_box_new ();
    card->text = text_new (pane, notice, audience);
    card->listener = listener;
    card->data = data;
    g_object_set_data_full (G_OBJECT (card->frame), CARD_KEY, card, g_free);
    assemble (card, notice);
    describe (card, notice, audience);
    paint (pane, NULL, card);
    bi_paragraphs_prepare (card->text, card->frame);
    g_signal_connect (card->frame, "hierarchy-changed", G_CALLBACK (on_hierarchy_changed),
                      card);
    return card->frame;
}

/* Edit gets the focus: Enter does no harm. */
void
bi_card_focus (GtkWidget *frame)
{
    GtkWidget *edit = card_of (frame)->buttons[BI_CARD_EDIT];

    gtk_widget_grab_default (edit);
    gtk_widget_grab_focus (edit);
}

gboolean
bi_card_has_focus (GtkWidget *frame)
{
    return has_focus (card_of (frame));
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "paragraphs.h"

#define PARAGRAPHS_KEY "badidea-paragraphs"
#define ASIDE_SPACE    12
#define LINE_SPACE     4
#define LEAST_HEIGHT   64
#define LOG_ROOM       8
#define TYPICAL_MARGIN 52 /* the card's borders and icon */

typedef struct {
    GtkWidget *scroller; /* owns this */
    GtkWidget *pane;
    GtkWidget *viewport;
    GtkWidget *box;
    GtkWidget *heading;
    GtkWidget *aside;
    int around; /* the height of the card without its text */
    int bound;  /* that of the text */
} BiParagraphs;

static BiParagraphs *
paragraphs_of (GtkWidget *scroller)
{
    return g_object_get_data (G_OBJECT (scroller), PARAGRAPHS_KEY);
}

/* What the other children of the pane ask for. */
static int
height_of_others (const BiParagraphs *paragraphs)
{
    g_autoptr (GList) children =
        gtk_container_get_children (GTK_CONTAINER (paragraphs->pane));
    int height = 0;

    for (GList *l = children; l != NULL; l = l->next) {
        GtkRequisition child;
        if (!gtk_widget_get_visible (l->data) ||
            gtk_widget_is_ancestor (paragraphs->scroller, l->data))
            continue;
        gtk_widget_get_child_requisition (l->data, &child);
        height += child.height + gtk_box_get_spacing (GTK_BOX (paragraphs->pane));
    }
    return height;
}

/* As much as there is without a larger window, and at most two fifths of
 * the pane. A few lines have to show. The log is left a little more than it asks for, so
 * that the window can still be made smaller. */
static int
find_bound (const BiParagraphs *paragraphs)
{
    GtkAllocation pane;
    int room;

    gtk_widget_get_allocation (paragraphs->pane, &pane);
    room = pane.height - height_of_others (paragraphs) - paragraphs->around - LOG_ROOM;
    return MAX (LEAST_HEIGHT, MIN (room, pane.height * 2 / 5));
}

static void
set_width (GtkWidget *label, int width)
{
    int present;

    gtk_widget_get_size_request (label, &present, NULL);
    if (present != width)
        gtk_widget_set_size_request (label, width, -1);
}

static int
natural_width (GtkWidget *label)
{
    g_autoptr (PangoLayout) layout =
        gtk_widget_create_pango_layout (label, gtk_label_get_text (GTK_LABEL (label)));
    int width;

    pango_layout_get_pixel_size (layout, &width, NULL);
    return width;
}

/* A label of GTK 2 wraps at the width it is told to request, not at the one it gets. */
static void
wrap_at (BiParagraphs *paragraphs, int width)
{
    const int aside = MIN (natural_width (paragraphs->aside), width / 2);
    g_autoptr (GList) lines =
        gtk_container_get_children (GTK_CONTAINER (paragraphs->box));

    set_width (paragraphs->aside, aside);
    set_width (paragraphs->heading, MAX (1, width - aside - ASIDE_SPACE));
    for (GList *l = lines; l != NULL; l = l->next)
        if (GTK_IS_LABEL (l->data))
            set_width (l->data, width);
}

static void
on_width (GtkWidget *viewport, GtkAllocation *allocation, BiParagraphs *paragraphs)
{
    wrap_at (paragraphs, MAX (1, allocation->width));
}

static void
on_size_request (GtkWidget *scroller, GtkRequisition *requisition,
                 BiParagraphs *paragraphs)
{
    GtkRequisition text;

    gtk_widget_size_request (paragraphs->viewport, &text);
    requisition->width = 1;
    requisition->height = MIN (text.height, paragraphs->bound);
}

static void
on_pane_allocated (GtkWidget *pane, GtkAllocation *allocation, GtkWidget *scroller)
{
    BiParagraphs *paragraphs = paragraphs_of (scroller);
    const int bound = find_bound (paragraphs);

    if (bound == paragraphs->bound)
        return;
    paragraphs->bound = bound;
    gtk_widget_queue_resize (scroller);
}

/* Can be marked and copied with the mouse, and stays out of the keyboard's way. */
static GtkWidget *
label_new (void)
{
    GtkWidget *label = gtk_label_new (NULL);

    gtk_misc_set_alignment (GTK_MISC (label), 0.0F, 0.0F);
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    gtk_widget_set_can_focus (label, FALSE);
    return label;
}

static GtkWidget *
wrapped_label_new (const char *markup)
{
    GtkWidget *label = label_new ();

    gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_line_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_markup (GTK_LABEL (label), markup);
    return label;
}

static GtkWidget *
heading_new (BiParagraphs *paragraphs, const char *heading, const char *aside)
{
    GtkWidget *line = gtk_hbox_new (FALSE, ASIDE_SPACE);
    g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>", heading);

    paragraphs->heading = wrapped_label_new (markup);
    paragraphs->aside = label_new ();
    gtk_label_set_text (GTK_LABEL (paragraphs->aside), aside);
    gtk_label_set_ellipsize (GTK_LABEL (paragraphs->aside), PANGO_ELLIPSIZE_END);
    gtk_widget_set_tooltip_text (paragraphs->aside, aside);
    gtk_box_pack_start (GTK_BOX (line), paragraphs->heading, TRUE, TRUE, 0);
    gtk_box_pack_end (GTK_BOX (line), paragraphs->aside, FALSE, FALSE, 0);
    return line;
}

/* @heading and @aside, which stands to its right, are taken literally. The height is
 * bounded by that of @pane, an ancestor-to-be. Returns: (transfer floating) */
GtkWidget *
bi_paragraphs_new (GtkWidget *pane, const char *heading, const char *aside)
{
    BiParagraphs *paragraphs = g_new0 (BiParagraphs, 1);

    paragraphs->scroller = gtk_scrolled_window_new (NULL, NULL);
    paragraphs->viewport = gtk_viewport_new (NULL, NULL);
    paragraphs->box = gtk_vbox_new (FALSE, LINE_SPACE);
    paragraphs->pane = pane;
    paragraphs->bound = LEAST_HEIGHT;
    g_object_set_data_full (G_OBJECT (paragraphs->scroller), PARAGRAPHS_KEY, paragraphs,
                            g_free);
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (paragraphs->scroller),
                                    GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
    gtk_viewport_set_shadow_type (GTK_VIEWPORT (paragraphs->viewport), GTK_SHADOW_NONE);
    gtk_box_pack_start (GTK_BOX (paragraphs->box),
                        heading_new (paragraphs, heading, aside), FALSE, FALSE, 0);
    gtk_container_add (GTK_CONTAINER (paragraphs->viewport), paragraphs->box);
    gtk_container_add (GTK_CONTAINER (paragraphs->scroller), paragraphs->viewport);
    g_signal_connect (paragraphs->viewport, "size-allocate", G_CALLBACK (on_width),
                      paragraphs);
    g_signal_connect (paragraphs->scroller, "size-request", G_CALLBACK (on_size_request),
                      paragraphs);
    g_signal_connect_object (pane, "size-allocate", G_CALLBACK (on_pane_allocated),
                             paragraphs->scroller, 0);
    return paragraphs->scroller;
}

void
bi_paragraphs_add (GtkWidget *scroller, const char *markup)
{
    gtk_box_pack_start (GTK_BOX (paragraphs_of (scroller)->box),
                        wrapped_label_new (markup), FALSE, FALSE, 0);
}

/* @card, around the paragraphs, is about to get its place in the pane. With the right
 * sizes from the start, the window does not grow to what labels ask for that do not know
 * their width. */
void
bi_paragraphs_prepare (GtkWidget *scroller, GtkWidget *card)
{
    BiParagraphs *paragraphs = paragraphs_of (scroller);
    GtkRequisition around, text;
    GtkAllocation pane;

    gtk_widget_get_allocation (paragraphs->pane, &pane);
    wrap_at (paragraphs, MAX (1, pane.width - TYPICAL_MARGIN));
    gtk_widget_size_request (card, &around);
    gtk_widget_get_child_requisition (scroller, &text);
    paragraphs->around =
        around.height - text.height + gtk_box_get_spacing (GTK_BOX (paragraphs->pane));
    paragraphs->bound = find_bound (paragraphs);
    gtk_widget_queue_resize (scroller);
}

void
bi_paragraphs_set_background (GtkWidget *scroller, const GdkColor *color)
{
    gtk_widget_modify_bg (paragraphs_of (scroller)->viewport, GTK_STATE_NORMAL, color);
}

/* @steps of a few lines each, down if positive. */
void
bi_paragraphs_scroll (GtkWidget *scroller, int steps)
{
    GtkAdjustment *at =
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
    const double last = gtk_adjustment_get_upper (at) - gtk_adjustment_get_page_size (at);
    const double value =
        gtk_adjustment_get_value (at) + steps * gtk_adjustment_get_page_size (at) / 2;

    gtk_adjustment_set_value (at, CLAMP (value, 0, MAX (0, last)));
}

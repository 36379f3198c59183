#include "kiosk/carry.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/opening.h"

enum { LINE = 500 };

static const char BETWEEN[] = " · "; /* the values of one contact */

/* The part of that number between separators; the last one where there are fewer. */
static bool part_of(const char *text, const char *separator, int index, char *out, size_t size)
{
    const char *end;
    int at = 0;
    for (; (end = strstr(text, separator)) && at < index; at++)
        text = end + strlen(separator);
    snprintf(out, size, "%.*s", (int)(end ? (size_t)(end - text) : strlen(text)), text);
    return at == index && *out;
}

bool carry_uri(const struct contact *contact, int index, char out[CARRY_URI])
{
    return part_of(contact->uri, " ", index, out, CARRY_URI);
}

void carry_phone(const char *number, char out[CARRY_URI])
{
    char digits[CARRY_URI / 2];
    size_t len = 0;
    for (const char *at = number; *at && len + 1 < sizeof(digits); at++)
        if (isdigit((unsigned char)*at))
            digits[len++] = *at;
    digits[len] = '\0';
    bool national = digits[0] == '0', abroad = strchr(number, '+') != NULL;
    snprintf(out, CARRY_URI, "tel:%s%s", national ? "+62" : abroad ? "+" : "", digits + national);
}

/* A line of at most what is left of the text. */
static void add(struct buf *text, const char *name, const char *value)
{
    char line[LINE];
    int len = snprintf(line, sizeof(line), "%s%s%s\n", name, *name ? ": " : "", value);
    if (*value && len < (int)sizeof(line) && text->len + (size_t)len < CARRY_TEXT)
        buf_puts(text, line);
}

static const struct component *component_of(const struct standard *standard, const char *key)
{
    for (size_t i = 0; i < standard->component_count; i++)
        if (strcmp(standard->components[i].key, key) == 0)
            return &standard->components[i];
    return NULL;
}

static void add_component(struct buf *text, const struct model *model, const char *key)
{
    const struct component *component = component_of(model_standard(model), key);
    char value[LINE] = "";
    size_t len = 0;
    if (!component)
        return;
    for (size_t i = 0; i < component->line_count && len < sizeof(value); i++)
        len += (size_t)snprintf(value + len, sizeof(value) - len, "%s%s", i ? "; " : "",
                                model_words(model, &component->lines[i]));
    if (len < sizeof(value))
        add(text, model_words(model, &component->title), value);
}

void carry_standard(const struct model *model, char out[CARRY_TEXT])
{
    const struct standard *standard = model_standard(model);
    char office[LINE], week[OPENING_SIZE];
    struct buf text;
    buf_init(&text, CARRY_TEXT);
    snprintf(office, sizeof(office), "%.200s, %.200s", model_words(model, &standard->unit),
             model_words(model, &standard->unit_city));
    opening_week(&model->content.hours, " · ", week, sizeof(week));
    add(&text, "", model_words(model, &standard->name));
    add(&text, "", office);
    add_component(&text, model, "persyaratan");
    add(&text, tr("Service hours"), week);
    add_component(&text, model, "biaya");
    for (size_t i = 0; i < model->content.contact_count; i++) {
        const struct contact *contact = &model->content.contacts[i];
        add(&text, model_words(model, &contact->label), contact->value);
    }
    text_copy(out, CARRY_TEXT, buf_text(&text));
    buf_fini(&text);
}

/* What a phone does with the address (RFC 3966, RFC 6068, RFC 3986; wa.me is WhatsApp's own). */
static const char *action_of(const char *uri)
{
    static const struct {
        const char *begins, *action;
    } actions[] = {
        {"tel:", N_("Phone this number")},
        {"mailto:", N_("Write an e-mail")},
        {"https://wa.me/", N_("Write on WhatsApp")},
        {"http", N_("Open the website")},
    };
    for (size_t i = 0; i < LENGTH(actions); i++)
        if (strncmp(uri, actions[i].begins, strlen(actions[i].begins)) == 0)
            return tr(actions[i].action);
    return "";
}

void carry_picture(struct ui *ui, const char *text, enum size_role side)
{
    ROW(ui, .justify = JUSTIFY_CENTER) {
        COLUMN(ui, .fill = COLOR_WHITE, .radius = RADIUS_FIELD) {
            IMAGE(ui, .kind = IMAGE_QR, .text = text, .width = side, .height = side,
                  .color = COLOR_BLACK);
        }
    }
}

static void contact_codes(struct ui *ui, const struct contact *contact)
{
    char uri[CARRY_URI], value[sizeof(contact->value)];
    int count = 0;
    while (carry_uri(contact, count, uri))
        count++;
    GRID(ui, .columns = count, .gap = GAP_M) {
        for (int i = 0; i < count && carry_uri(contact, i, uri); i++) {
            part_of(contact->value, BETWEEN, i, value, sizeof(value));
            COLUMN(ui, .gap = GAP_XS) {
                carry_picture(ui, uri, count > 1 ? SIZE_QR_PAIR : SIZE_QR_BIG);
                LABEL(ui, value, .type = TYPE_TILE, .align = ALIGN_CENTER);
                LABEL(ui, action_of(uri), .color = COLOR_SOFT, .align = ALIGN_CENTER);
            }
        }
    }
}

static void standard_code(struct ui *ui, const struct model *model)
{
    char text[CARRY_TEXT];
    carry_standard(model, text);
    carry_picture(ui, text, SIZE_QR_BIG);
}

static void codes(struct ui *ui, const struct model *model, const struct contact *contact)
{
    if (contact)
        contact_codes(ui, contact);
    else
        standard_code(ui, model);
}

static void words(struct ui *ui, const struct model *model, const struct contact *contact)
{
    enum align align = ui_landscape(ui) ? ALIGN_START : ALIGN_CENTER;
    LABEL(ui,
          contact ? model_words(model, &contact->label) : tr("The service standard on your phone"),
          .type = TYPE_TITLE, .align = align);
    LABEL(ui,
          contact ? tr("Scan it with your phone's camera, then touch the link.")
                  : tr("Scan it with your phone's camera. Requirements, hours, cost and contacts "
                       "appear as text, without internet."),
          .color = COLOR_SOFT, .align = align);
}

static void close_button(struct ui *ui)
{
    ROW(ui) {
        BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Close"), .grow = 1,
               .tap = TAP(MSG_CARRY, CARRY_NONE));
    }
}

void carry_view(struct ui *ui, const struct model *model)
{
    int carried = model->visit->carried;
    size_t index = carried >= CARRY_CONTACT ? (size_t)(carried - CARRY_CONTACT) : 0;
    /* A newer feed may have fewer of them. */
    bool there = carried >= CARRY_CONTACT && index < model->content.contact_count;
    const struct contact *contact = there ? &model->content.contacts[index] : NULL;
    PANEL(ui, model) {
        if (ui_landscape(ui)) {
            ROW(ui, .gap = GAP_XL, .align = ALIGN_CENTER) {
                codes(ui, model, contact);
                COLUMN(ui, .grow = 1, .gap = GAP_M) {
                    words(ui, model, contact);
                    close_button(ui);
                }
            }
        } else {
            words(ui, model, contact);
            codes(ui, model, contact);
            close_button(ui);
        }
    }
}

// The hours of a week, day by day, as fields.

import {h, icon} from "./kit.js";
import {weekdays} from "./time.js";
import {t} from "./words.js";

const SPANS_MOST = 3;
const two = (number) => String(number).padStart(2, "0");
export const minuteText = (minute) => `${two(Math.floor(minute / 60))}.${two(minute % 60)}`;

// "8.00", "08:00", "0800"; null for anything else. No time field: those write as the browser likes.
function minutesOf(text) {
    const parts = /^([01]?\d|2[0-4])[.:]?([0-5]\d)$/.exec(text.trim());
    return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

function spanEdit(day, index, changed, redraw) {
    const span = day[index];
    const one = (key, name) => h("input.time", {inputMode: "numeric", maxLength: 5, value: minuteText(span[key]), "aria-label": t(name),
        onchange: (event) => {
            span[key] = minutesOf(event.target.value) ?? span[key];
            event.target.value = minuteText(span[key]);
            changed();
        }});
    return h("span.span", one("open", "content.open"), "–", one("close", "content.shut"),
        h("button.quiet", {type: "button", title: t("app.remove"), "aria-label": t("app.remove"),
            onclick: () => { day.splice(index, 1); redraw(); }}, icon("close")));
}

// The span after the last one of the day.
function next(day) {
    const from = day.length ? day[day.length - 1].close + 60 : 8 * 60;
    const open = Math.min(from, 22 * 60);
    return {open, close: Math.min(open + 180, 23 * 60)};
}

export function weekEdit(week, changed, redraw) {
    return h("dl.week", week.map((day, index) => h("div.field", h("dt", weekdays()[index]), h("dd",
        day.length === 0 && h("em", t("content.closed")), day.map((_, at) => spanEdit(day, at, changed, redraw)),
        day.length < SPANS_MOST && h("button.quiet", {type: "button", onclick: () => { day.push(next(day)); redraw(); }},
            icon("plus"), t("content.span"))))));
}

// The ordinary week.

import {h} from "./kit.js";
import {weekEdit} from "./content_week.js";
import {t} from "./words.js";

export function hoursEdit(content, changed, redraw) {
    const hours = content.hours;
    const collective = h("input", {type: "checkbox", checked: hours.collective_closes,
        onchange: (event) => { hours.collective_closes = event.target.checked; changed(); }});
    const year = (key) => h("input.year", {type: "number", min: 2000, max: 9999, value: hours[key], "aria-label": t("content.known"),
        onchange: (event) => { hours[key] = Number(event.target.value); changed(); }});
    return h("div", weekEdit(hours.week, changed, redraw), h("label.tick", collective, t("content.collective")),
        h("p.inline", t("content.known"), year("known_from"), "–", year("known_until")));
}

// Other hours between two dates: Ramadan and the like.

import {h, icon} from "./kit.js";
import {textsEdit} from "./content_texts.js";
import {weekEdit} from "./content_week.js";
import {DAY, dayNumber, dayOf, dayText, now} from "./time.js";
import {t} from "./words.js";

function line(content, one, changed, redraw) {
    const list = content.hours.overrides;
    const day = (key, name) => h("label.inline", t(name), h("input", {type: "date", required: true, value: dayText(one[key]),
        onchange: (event) => {
            if (event.target.value) one[key] = dayNumber(event.target.value);
            changed();
        }}));
    return h("details.entry", {open: true}, h("summary", h("span.code", `${dayText(one.from)} – ${dayText(one.until)}`), one.name.id || "…"),
        h("div.pair", day("from", "content.from"), day("until", "content.until")), textsEdit(one.name, changed),
        weekEdit(one.week, changed, redraw),
        h("button.small.danger", {type: "button", onclick: () => { list.splice(list.indexOf(one), 1); redraw(); }}, t("app.remove")));
}

export function overridesEdit(content, changed, redraw) {
    const add = () => {
        const from = dayOf(now() + DAY);
        content.hours.overrides.push({from, until: from + 6, week: structuredClone(content.hours.week), name: {id: "", en: "", jv: ""}});
        redraw();
    };
    return h("div", h("button", {type: "button", onclick: add}, icon("plus"), t("content.add_override")),
        content.hours.overrides.map((one) => line(content, one, changed, redraw)));
}

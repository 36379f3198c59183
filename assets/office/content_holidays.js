// Holidays, national ones and joint leave, in the order of their dates.

import {h, icon} from "./kit.js";
import {textsEdit} from "./content_texts.js";
import {DAY, dayNumber, dayOf, dayText, now} from "./time.js";
import {t} from "./words.js";

const byDay = (list) => list.sort((a, b) => a.day - b.day);

function line(list, one, changed, redraw) {
    const day = h("input", {type: "date", required: true, value: dayText(one.day), "aria-label": t("content.day"),
        onchange: (event) => {
            if (!event.target.value) return;
            one.day = dayNumber(event.target.value);
            byDay(list);
            redraw();
        }});
    const kind = h("select", {"aria-label": t("content.kind"), onchange: (event) => {
        one.collective = event.target.value === "joint";
        changed();
    }}, ["national", "joint"].map((key) => h("option", {value: key, selected: (key === "joint") === one.collective}, t(`content.${key}`))));
    return h("details.entry", {open: one.name.id === ""}, h("summary", h("span.code", dayText(one.day)), one.name.id || "…",
        one.collective && h("small", t("content.joint"))),
    h("div.pair", day, kind), textsEdit(one.name, changed),
    h("button.small.danger", {type: "button", onclick: () => { list.splice(list.indexOf(one), 1); redraw(); }}, t("app.remove")));
}

export function holidaysEdit(content, changed, redraw) {
    const list = content.hours.holidays;
    const add = () => {
        const taken = new Set(list.map((one) => one.day));
        let day = dayOf(now() + DAY);
        while (taken.has(day)) day++;
        list.push({day, collective: false, name: {id: "", en: "", jv: ""}});
        byDay(list);
        redraw();
    };
    const today = dayOf(now());
    const ahead = list.filter((one) => one.day >= today);
    const past = list.filter((one) => one.day < today);
    return h("div", h("button", {type: "button", onclick: add}, icon("plus"), t("content.add_holiday")),
        ahead.map((one) => line(list, one, changed, redraw)),
        past.length > 0 && h("details.past", h("summary", t("content.past", {n: past.length})),
            past.map((one) => line(list, one, changed, redraw))));
}

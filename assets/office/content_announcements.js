// What the kiosk tells everybody for a while.

import {h, icon} from "./kit.js";
import {textsEdit} from "./content_texts.js";
import {DAY, localMoment, localText, now} from "./time.js";
import {t} from "./words.js";

const MOST = 4;
const TEXT_MOST = 240;

function line(list, one, changed, redraw) {
    const at = (key, name) => h("label.inline", t(name), h("input", {type: "datetime-local", required: true, value: localText(one[key]),
        onchange: (event) => {
            if (event.target.value) one[key] = localMoment(event.target.value);
            changed();
        }}));
    return h("details.entry", {open: true}, h("summary", one.text.id || "…"), textsEdit(one.text, changed, {long: true, most: TEXT_MOST}),
        h("div.pair", at("from", "content.from"), at("until", "content.until")),
        h("button.small.danger", {type: "button", onclick: () => { list.splice(list.indexOf(one), 1); redraw(); }}, t("app.remove")));
}

export function announcementsEdit(content, changed, redraw) {
    const list = content.announcements;
    const add = () => {
        const from = Math.floor(now() / 60000) * 60000;
        list.push({from, until: from + 7 * DAY, text: {id: "", en: "", jv: ""}});
        redraw();
    };
    return h("div", list.length < MOST && h("button", {type: "button", onclick: add}, icon("plus"), t("content.add_announcement")),
        list.map((one) => line(list, one, changed, redraw)));
}

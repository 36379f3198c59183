// How the office is reached.

import {field, h, icon} from "./kit.js";
import {textsEdit} from "./content_texts.js";
import {t} from "./words.js";

const KINDS = ["phone", "email", "web", "official"];
const MOST = 8;

function line(list, one, changed, redraw) {
    const text = (key, most) => h("input", {value: one[key], maxLength: most, required: true,
        oninput: (event) => { one[key] = event.target.value; changed(); }});
    const kind = h("select", {onchange: (event) => { one.kind = event.target.value; changed(); }},
        KINDS.map((key) => h("option", {value: key, selected: key === one.kind}, t(`content.contact.${key}`))));
    return h("details.entry", {open: one.value === ""}, h("summary", h("strong", one.label.id || "…"), one.value),
        field(t("content.kind"), kind), textsEdit(one.label, changed), field(t("content.value"), text("value", 119)),
        field(t("content.uri"), text("uri", 159)),
        h("button.small.danger", {type: "button", onclick: () => { list.splice(list.indexOf(one), 1); redraw(); }}, t("app.remove")));
}

export function contactsEdit(content, changed, redraw) {
    const list = content.contacts;
    const add = () => {
        list.push({kind: "phone", label: {id: "", en: "", jv: ""}, value: "", uri: ""});
        redraw();
    };
    return h("div", list.length < MOST && h("button", {type: "button", onclick: add}, icon("plus"), t("content.add_contact")),
        list.map((one) => line(list, one, changed, redraw)));
}

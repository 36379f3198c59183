// Questions in a window of their own.

import {h} from "./dom.js";
import {refusal, t} from "./words.js";

export function openDialog(...children) {
    const dialog = h("dialog", {onclose: () => dialog.remove()}, children);
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
}

// Asks for the fields and then does it; stays open with the reason when it is refused.
export function ask(title, {hint, fields = [], go, danger = false, act, note}) {
    const fault = h("p.fault", {role: "alert", hidden: true});
    const button = h(danger ? "button.danger" : "button.primary", {type: "submit"}, go);
    const submit = async (event) => {
        event.preventDefault();
        button.disabled = true;
        try {
            await act();
            dialog.close();
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            button.disabled = false;
        }
    };
    const dialog = openDialog(h("form", {onsubmit: submit}, h("h2", title), hint && h("p", hint), fields, fault,
        note && h("p.hint", note),
        h("div.row", h("button", {type: "button", onclick: () => dialog.close()}, t("app.cancel")), button)));
    return dialog;
}

// Something that is shown once.
export function tell(title, text, hint) {
    const dialog = openDialog(h("h2", title), h("p.secret", {tabIndex: 0}, text), h("p.hint", hint),
        h("div.row", h("button", {onclick: async (event) => {
            await navigator.clipboard?.writeText(text).catch(() => null);
            event.target.textContent = t("app.copied");
        }}, t("app.copy")), h("button.primary", {onclick: () => dialog.close()}, t("app.close"))));
}

export function help(rows) {
    const dialog = openDialog(h("h2", t("help.title")), h("dl.keys", rows.map(([keys, text]) =>
        h("div", h("dt", keys.split(" ").map((key) => h("kbd", key))), h("dd", text)))),
    h("p.hint", t("help.scan")),
    h("div.row", h("button.primary", {onclick: () => dialog.close()}, t("app.close"))));
}

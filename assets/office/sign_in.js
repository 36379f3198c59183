// Signing in, and the new password that has to come first when somebody else made the old one.

import {field, h, show} from "./kit.js";
import {renew, signIn} from "./server.js";
import {LANGUAGES, language, refusal, speak, t} from "./words.js";

export function languages(changed) {
    return h("div.languages", {role: "group", "aria-label": t("app.language")}, LANGUAGES.map(([tag, name]) =>
        h(tag === language() ? "button.quiet.on" : "button.quiet", {type: "button", lang: tag,
            "aria-pressed": String(tag === language()), onclick: () => { speak(tag); changed(); }}, name)));
}

const frame = (form, again) => h("main.sign-in", form, languages(again));

export function signInPage(place, reason, entered) {
    const user = h("input", {name: "user", autocomplete: "username", required: true, maxLength: 31});
    const password = h("input", {name: "password", type: "password", autocomplete: "current-password", required: true});
    const fault = h("p.fault", {role: "alert", hidden: !reason}, reason || "");
    const button = h("button.primary", t("sign.in"));
    const submit = async (event) => {
        event.preventDefault();
        button.disabled = true;
        try {
            entered(await signIn(user.value.trim(), password.value));
        } catch (error) {
            fault.textContent = refusal(error);
            fault.hidden = false;
            button.disabled = false;
            password.select();
        }
    };
    show(place, frame(h("form.card", {onsubmit: submit}, h("img", {src: "/mark.svg", alt: ""}), h("h1", t("app.title")),
        h("p.hint", t("app.office")), field(t("sign.user"), user), field(t("sign.password"), password), fault, button),
    () => signInPage(place, reason, entered)));
    user.focus();
}

export function passwordPage(place, must, entered) {
    const input = (complete) => h("input", {type: "password", autocomplete: complete, required: true, maxLength: 127});
    const old = input("current-password");
    const fresh = input("new-password");
    const again = input("new-password");
    const fault = h("p.fault", {role: "alert", hidden: true});
    const submit = async (event) => {
        event.preventDefault();
        try {
            if (fresh.value !== again.value) throw {code: "differ"};
            entered(await renew(old.value, fresh.value));
        } catch (error) {
            fault.textContent = error.code === "differ" ? t("renew.differ") : refusal(error);
            fault.hidden = false;
        }
    };
    show(place, frame(h("form.card", {onsubmit: submit}, h("img", {src: "/mark.svg", alt: ""}), h("h1", t("renew.title")),
        must && h("p.note", t("renew.must")), field(t("renew.old"), old), field(t("renew.new"), fresh, t("renew.rule")),
        field(t("renew.again"), again), fault, h("button.primary", t("app.save")),
        !must && h("button", {type: "button", onclick: () => history.back()}, t("app.cancel"))),
    () => passwordPage(place, must, entered)));
    old.focus();
}

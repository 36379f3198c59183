// One text in the kiosk's three languages, as fields.

import {h} from "./kit.js";
import {t} from "./words.js";

// bytes: the most the kiosk keeps of it; letters outside ASCII take more than one.
export function textsEdit(texts, changed, {long = false, most = 90, id = true} = {}) {
    return h("div.texts", ["id", "en", "jv"].map((lang) => h("label.inline", t(`content.in.${lang}`),
        h(long ? "textarea" : "input", {value: texts[lang], maxLength: most, lang, required: id && lang === "id", rows: 2,
            oninput: (event) => { texts[lang] = event.target.value; changed(); }}))));
}
